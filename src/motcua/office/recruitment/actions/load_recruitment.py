"""Check the province's rules of recruitment; they are read from the folder, nothing is stored."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, load_pack, parse_as, read_yaml
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import SYSTEM, Actor
from motcua.office.recruitment.queries.content import FILE
from motcua.office.recruitment.rights import LOAD
from motcua.office.recruitment.rules.content import Editions


def load_recruitment(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Refuse a broken folder. Raises `PackRefused` with file, line and reason of every mistake, and `Forbidden`."""
    require(actor, LOAD)
    return load_pack("recruitment", read=lambda: _read(folder), compare=_same, write=_nothing, dry_run=dry_run)


def _read(folder: Path) -> Editions:
    return parse_as(Editions, read_yaml(folder / FILE))


def _same(content: Editions) -> list[Change]:
    return [Change("unchanged", f"rules from {one.from_}") for one in content.editions]


def _nothing(_content: Editions) -> None:
    """The folder is the store."""
