"""Check the province's content about posts; it is read from the folder, nothing is stored."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import SYSTEM, Actor
from motcua.office.staffing.queries.content import read_content
from motcua.office.staffing.rights import ADOPT
from motcua.office.staffing.rules.content import StaffingContent


def load_staffing(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Refuse a broken folder. Raises `PackRefused` with file, line and reason of every mistake, and `Forbidden`."""
    require(actor, ADOPT)
    return load_pack("staffing", read=lambda: read_content(folder), compare=_same, write=_nothing, dry_run=dry_run)


def _same(content: StaffingContent) -> list[Change]:
    return [Change("unchanged", f"posts from {one.from_}") for one in content.editions]


def _nothing(_content: StaffingContent) -> None:
    """The folder is the store."""
