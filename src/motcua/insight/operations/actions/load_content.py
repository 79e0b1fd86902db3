"""Check the province's content about the operations centre; it is read from the folder, nothing is stored."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.operations.queries.read_content import read_content
from motcua.insight.operations.rights import LOAD
from motcua.insight.operations.rules.wall import Maps, Walls
from motcua.kernel.actor import SYSTEM, Actor


def load_operations(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Refuse a broken folder. Raises `PackRefused` with file, line and reason of every mistake, and `Forbidden`."""
    require(actor, LOAD)
    units = frozenset(Unit.objects.values_list("code", flat=True))
    return load_pack("operations", read=lambda: read_content(folder, units), compare=_same, write=_nothing, dry_run=dry_run)


def _same(content: tuple[Walls, Maps]) -> list[Change]:
    walls, maps = content
    return [
        *(Change("unchanged", f"wall from {wall.from_}") for wall in walls.walls),
        *(Change("unchanged", f"map from {one.from_}") for one in maps.maps),
    ]


def _nothing(_content: tuple[Walls, Maps]) -> None:
    """The folder is the store."""
