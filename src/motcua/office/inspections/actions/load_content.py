"""Look at the province's folder about inspections; the folder is the store."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import SYSTEM, Actor
from motcua.office.inspections.queries.content import inspection_content, read_content
from motcua.office.inspections.rights import LOAD
from motcua.office.inspections.rules.content import InspectionContent


def load_inspections(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Refuse a broken folder. Raises `PackRefused` with file, line and reason of every mistake, and `Forbidden`."""
    require(actor, LOAD)
    return load_pack("inspections", read=lambda: read_content(folder), compare=_same, write=_nothing, dry_run=dry_run)


def _same(content: InspectionContent) -> list[Change]:
    return [
        *(Change("unchanged", f"subject {one.key}") for one in content.subjects),
        *(Change("unchanged", f"fault {one.key}") for one in content.faults),
    ]


def _nothing(_content: InspectionContent) -> None:
    inspection_content.cache_clear()
