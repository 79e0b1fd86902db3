"""Load the units of a province from its folder."""

from dataclasses import fields
from pathlib import Path

from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from motcua.blocks.events.api import record
from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.actions.write_first_states import write_first_states
from motcua.ground.directory.models import OfficeHoursSet, Unit
from motcua.ground.directory.queries.read_units import UnitsContent, read_units
from motcua.ground.directory.rights import LOAD
from motcua.ground.directory.rules.keeping import forget_units
from motcua.ground.directory.rules.unit_records import UnitRecord, generations
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor

_LINKS = {"parent": "parent__code", "body": "body__code", "office_hours": "office_hours__key", "serves": "serves__code"}
_NAMES = tuple(field.name for field in fields(UnitRecord))
_PLAIN = tuple(name for name in _NAMES if name not in _LINKS)
_ALWAYS = ("address", "phone", "office_hours", "tag")  # what the files say of a unit even after a decision has changed it


def load_units(folder: Path, *, dry_run: bool = False, actor: Actor = SYSTEM) -> LoadReport:
    """Store what the folder says, all or nothing; a second load changes nothing, a dry run only reports.

    A unit that the files no longer name stays: units are closed by a last day, never deleted. A changed file corrects the unit as it
    has been since its first day; what a decision has changed since is left to the decisions.
    Raises `PackError` or `PackRefused` naming file, line and reason, and `Forbidden`.
    """
    require(actor, LOAD)

    def write(content: UnitsContent) -> None:
        _write(content)
        forget_units()
        transaction.on_commit(forget_units)  # what was read by others before the commit is old
        payload = {"folder": folder.name, "units": len(content.records)}
        record(events.DIRECTORY, 0, events.UNITS_LOADED, actor=actor, at=clock.now(), payload=payload)

    return load_pack("units", read=lambda: read_units(folder), compare=_changes, write=write, dry_run=dry_run)


def _changes(content: UnitsContent) -> list[Change]:
    known, decided = _stored(), _decided()
    hours = {row.key: row.definition for row in OfficeHoursSet.objects.all()}
    changes = []
    for key, definition in content.office_hours.items():
        before = {"definition": hours[key]} if key in hours else None
        changes.append(compare(f"office hours {key}", before, {"definition": definition}))
    changes.extend(
        compare(f"unit {unit.code} {unit.name}", known.get(unit.code), _wanted(unit, known, decided)) for unit in content.records
    )
    return changes


def _stored() -> dict[str, dict[str, object]]:
    columns = [_LINKS.get(name, name) for name in _NAMES]
    stored = {}
    for row in Unit.objects.values_list(*columns):
        values = dict(zip(_NAMES, row, strict=True))
        for link in _LINKS:
            values[link] = values[link] or ""
        stored[values["code"]] = values
    return stored


def _decided() -> set[str]:
    """Codes of the units that a decision has changed."""
    return set(Unit.objects.filter(states__change__isnull=False).values_list("code", flat=True))


def _wanted(unit: UnitRecord, stored: dict[str, dict[str, object]], decided: set[str]) -> dict[str, object]:
    """What the unit is to be: as the file says, or as decisions left it with what only the files know."""
    values = _values(unit)
    return stored[unit.code] | {name: values[name] for name in _ALWAYS} if unit.code in decided else values


def _values(unit: UnitRecord) -> dict[str, object]:
    return {name: getattr(unit, name) for name in _NAMES}


def _write(content: UnitsContent) -> None:
    for key, definition in content.office_hours.items():
        OfficeHoursSet.objects.update_or_create(key=key, defaults={"definition": definition})
    hours = dict(OfficeHoursSet.objects.values_list("key", "pk"))
    ids = dict(Unit.objects.values_list("code", "pk"))
    stored, decided = _stored(), _decided()
    for generation in generations(content.records):
        new = [unit for unit in generation if unit.code not in stored]
        made = Unit.objects.bulk_create([Unit(**_columns(unit, ids, hours)) for unit in new], batch_size=500)
        ids.update({unit.code: unit.pk for unit in made})
    for unit in content.records:
        if unit.code in stored and stored[unit.code] != _wanted(unit, stored, decided):
            columns = _columns(unit, ids, hours)
            if unit.code in decided:
                columns = {name: value for name, value in columns.items() if name.removesuffix("_id") in _ALWAYS}
            Unit.objects.filter(pk=ids[unit.code]).update(**columns)
    Unit.objects.filter(body__isnull=True).update(body=F("pk"))
    _rebuild_paths()
    write_first_states(Unit.objects.all())


def _columns(unit: UnitRecord, ids: dict[str, int], hours: dict[str, int]) -> dict[str, object]:
    plain: dict[str, object] = {name: getattr(unit, name) for name in _PLAIN}
    links = {
        "parent_id": ids.get(unit.parent),
        "body_id": ids.get(unit.body),
        "office_hours_id": hours.get(unit.office_hours),
        "serves_id": ids.get(unit.serves),
    }
    return plain | links


def _rebuild_paths() -> None:
    """Write every path again, generation by generation; rows are named by their keys, which is quick whatever the statistics say."""
    own = Concat(Cast("pk", CharField()), Value("/"))
    above = Unit.objects.filter(pk=OuterRef("parent_id")).values("path")
    generation = list(Unit.objects.filter(parent__isnull=True).values_list("pk", flat=True))
    Unit.objects.filter(pk__in=generation).update(path=Concat(Value("/"), own))
    while generation:
        generation = list(Unit.objects.filter(parent_id__in=generation).values_list("pk", flat=True))
        Unit.objects.filter(pk__in=generation).update(path=Concat(Subquery(above), own))
