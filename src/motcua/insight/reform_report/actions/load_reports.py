"""Load the sections and sentences of the report."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.insight.reform_report.models import ReportDefinition
from motcua.insight.reform_report.queries.read_definition import DefinitionSource, read_definitions
from motcua.insight.reform_report.rights import LOAD
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor


def load_reports(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Store what `reform_*.yaml` say as new editions, all or nothing. Raises `PackRefused` with file, line and reason, and `Forbidden`."""
    require(actor, LOAD)
    return load_pack("reports", read=lambda: read_definitions(folder), compare=_changes, write=_write, dry_run=dry_run)


def _changes(sources: list[DefinitionSource]) -> list[Change]:
    return [compare(f"reform report from {one.definition.valid_from}", _stored(one), one.record) for one in sources]


def _stored(source: DefinitionSource) -> dict[str, object] | None:
    kept = ReportDefinition.objects.filter(valid_from=source.definition.valid_from).order_by("-id").first()
    return kept.content if kept else None


def _write(sources: list[DefinitionSource]) -> None:
    for one in sources:
        if _stored(one) != one.record:
            ReportDefinition.objects.create(
                valid_from=one.definition.valid_from, content=one.record, sha256=one.sha256, loaded_at=clock.now()
            )
