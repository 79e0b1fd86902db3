"""Check the criteria of the indexes in a province's folder; they are read from there, nothing is stored."""

from pathlib import Path

from motcua.blocks.packs.api import LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.insight.indexes.queries.reform_content import reform_sets
from motcua.insight.indexes.queries.service_content import read_service_index
from motcua.insight.indexes.rights import LOAD
from motcua.kernel.actor import SYSTEM, Actor


def load_indexes(folder: Path, *, dry_run: bool = False, actor: Actor = SYSTEM) -> LoadReport:
    """Read everything and refuse what is broken with file, line and reason. Raises `PackRefused` and `Forbidden`."""
    require(actor, LOAD)

    def read() -> tuple[object, object]:
        return read_service_index(folder), reform_sets(folder)

    return load_pack("indexes", read=read, compare=lambda _: [], write=lambda _: None, dry_run=dry_run)
