"""Load the halls and counters of a province."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.desk.models import Counter, Hall
from motcua.onestop.desk.queries.read_halls import HallEntry, read_halls
from motcua.onestop.desk.rights import LOAD_HALLS

_NUMBERS = ("slug", "slot_minutes", "per_slot", "days_ahead", "grace_minutes", "most_waiting")


def load_halls(folder: Path, *, dry_run: bool = False, actor: Actor = SYSTEM) -> LoadReport:
    """Store what the YAML files say, all or nothing; a second load changes nothing, a dry run only reports.

    Counters that are no longer named are closed, not deleted: tickets point to them.
    Raises `PackRefused` naming file, line and reason, and `Forbidden`.
    """
    require(actor, LOAD_HALLS)

    def read() -> list[HallEntry]:
        units = frozenset(Unit.objects.filter(kind=Unit.Kind.ONE_STOP).values_list("code", flat=True))
        return read_halls(folder, units, {content.field.code for content in list_procedures()})

    return load_pack("desks", read=read, compare=_changes, write=_write, dry_run=dry_run)


def _changes(entries: list[HallEntry]) -> list[Change]:
    known = {hall.unit.code: hall for hall in Hall.objects.select_related("unit").prefetch_related("counters")}
    return [compare(f"hall {entry.slug}", _stored(known.get(entry.unit)), _wanted(entry)) for entry in entries]


def _stored(hall: Hall | None) -> dict[str, object] | None:
    if hall is None:
        return None
    counters = {one.key: [one.name_vi, one.name_en, one.fields] for one in hall.counters.all() if one.is_open}
    return {**{name: getattr(hall, name) for name in _NUMBERS}, "counters": counters}


def _wanted(entry: HallEntry) -> dict[str, object]:
    counters = {one.key: [one.vi, one.en, sorted(one.fields)] for one in entry.counters}
    return {**{name: getattr(entry, name) for name in _NUMBERS}, "counters": counters}


def _write(entries: list[HallEntry]) -> None:
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[entry.unit for entry in entries])}
    for entry in entries:
        values = {name: getattr(entry, name) for name in _NUMBERS}
        hall, _made = Hall.objects.update_or_create(unit=units[entry.unit], defaults=values)
        hall.counters.exclude(key__in=[one.key for one in entry.counters]).update(is_open=False)
        for place, one in enumerate(entry.counters):
            said = {"name_vi": one.vi, "name_en": one.en, "fields": sorted(one.fields), "is_open": True, "place": place}
            Counter.objects.update_or_create(hall=hall, key=one.key, defaults=said)
