"""Load the province's rules of the civil service; the same content twice changes nothing."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.office.personnel.models import RulesVersion
from motcua.office.personnel.queries.read_rules import RulesSource, read_rules
from motcua.office.personnel.rights import LOAD


def load_personnel(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Store what the files say as a new version, all or nothing. Raises `PackRefused` with file, line and reason, and `Forbidden`."""
    require(actor, LOAD)
    return load_pack("personnel", read=lambda: read_rules(folder), compare=_changes, write=_write, dry_run=dry_run)


def _changes(source: RulesSource) -> list[Change]:
    newest = RulesVersion.objects.order_by("-id").first()
    if newest is not None and newest.sha256 == source.sha256:
        return [Change("unchanged", "rules of the civil service")]
    stored = newest.content if newest else {}
    return [compare(part, stored.get(part), value) for part, value in source.record.items()]


def _write(source: RulesSource) -> None:
    RulesVersion.objects.create(sha256=source.sha256, content=source.record, loaded_at=clock.now())
