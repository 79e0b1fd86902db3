"""Load the province's reporting regimes; the same content twice changes nothing."""

from pathlib import Path

from motcua.blocks.packs.api import Change, ChangeKind, LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.reporting.models import RegimeVersion
from motcua.insight.reporting.queries.read_regimes import VersionRead, read_regimes
from motcua.insight.reporting.rights import LOAD
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor


def load_regimes(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Store what the files say, all or nothing. Periods that are open keep the version they were opened under.

    Raises `PackRefused` with file, line and reason, and `Forbidden`. Source: NĐ 09/2019/NĐ-CP a.7.
    """
    require(actor, LOAD)
    units = frozenset(Unit.objects.values_list("code", flat=True))
    return load_pack("regimes", read=lambda: read_regimes(folder, units), compare=_changes, write=_write, dry_run=dry_run)


def _stored() -> dict[tuple[str, object], str]:
    rows = RegimeVersion.objects.filter(current=True).values_list("code", "valid_from", "sha256")
    return {(code, valid_from): sha256 for code, valid_from, sha256 in rows}


def _changes(versions: list[VersionRead]) -> list[Change]:
    stored = _stored()
    changes = []
    for one in versions:
        before = stored.pop((one.code, one.valid_from), None)
        kind: ChangeKind = "added" if before is None else "unchanged" if before == one.sha256 else "changed"
        changes.append(Change(kind, f"regime {one.code} from {one.valid_from}"))
    return [*changes, *(Change("removed", f"regime {code} from {day}") for code, day in stored)]


def _write(versions: list[VersionRead]) -> None:
    kept = {(one.code, one.valid_from, one.sha256) for one in versions}
    for stored in RegimeVersion.objects.filter(current=True).defer("content"):
        if (stored.code, stored.valid_from, stored.sha256) not in kept:
            RegimeVersion.objects.filter(pk=stored.pk).update(current=False)
    for one in versions:
        defaults = {"content": one.content, "loaded_at": clock.now()}
        row, made = RegimeVersion.objects.get_or_create(code=one.code, valid_from=one.valid_from, sha256=one.sha256, defaults=defaults)
        if not made and not row.current:
            RegimeVersion.objects.filter(pk=row.pk).update(current=True)
