"""The edits that one change of units is made of, with everything that goes along: for the actions, and for a reorganisation's batches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.along import body_along, ending_along, moving_along, renaming_along
from motcua.ground.directory.rules.names import committee_name, english_name, place_name
from motcua.ground.directory.rules.timelines import Edit
from motcua.ground.directory.rules.unit_records import TERRITORY_LEVELS

_TERRITORIES = {"province", "district", "commune"}


def renaming(unit: Unit, day: date, *, name: str, name_en: str = "", formal_name: str = "", short_name: str = "") -> list[Edit]:
    """A new name; of a territory the names on papers follow it unless they are given, and those of its divisions follow them."""
    territory = unit.kind in _TERRITORIES
    short = short_name or (place_name(name) if territory else unit.short_name if unit.short_name != unit.name else name)
    formal = formal_name or (committee_name(name) if territory else name)
    english = name_en or (english_name(name) if territory else unit.name_en)
    values = {"name": name, "name_en": english, "formal_name": formal, "short_name": short}
    along = renaming_along(unit, formal_name=formal, short_name=short, name=name, name_en=english, day=day) if unit.is_body else []
    return [Edit(unit.pk, day, "renamed", _differing(unit, values)), *along]


def moving(unit: Unit, parent: Unit, day: date) -> list[Edit]:
    """A unit under another; everything below it comes along, and so do the vertical agencies that serve a territory."""
    if unit.is_body:
        return [Edit(unit.pk, day, "moved", {"parent_id": parent.pk}), *moving_along(unit, parent, day)]
    values = {"parent_id": parent.pk, "body_id": parent.body_id, "level": parent.level, "short_name": parent.short_name}
    return [Edit(unit.pk, day, "moved", _differing(unit, values) | {"parent_id": parent.pk}), *body_along(unit, parent, day)]


def merging(predecessors: Sequence[Unit], successor: Unit, day: date) -> list[Edit]:
    """Units that go up in another; those below them go under it."""
    edits = []
    for unit in predecessors:
        if unit.pk != successor.pk:
            edits.append(Edit(unit.pk, day, "merged", ends=True, successors=(successor.pk,)))
            edits += ending_along(unit, successor, kind="merged", day=day, children_to=successor)
    return edits


def splitting(unit: Unit, successors: Sequence[Unit], day: date, *, ends: bool) -> list[Edit]:
    """A unit parted between others, the default one first; with `ends` false it goes on beside what came out of it."""
    ids = tuple(one.pk for one in successors)
    if not ends:
        return [Edit(unit.pk, day, "split", successors=ids)]
    first = successors[0]
    return [
        Edit(unit.pk, day, "split", ends=True, successors=ids),
        *ending_along(unit, first, kind="split", day=day, children_to=first),
    ]


def dissolving(unit: Unit, day: date, *, successors: Sequence[Unit] = ()) -> list[Edit]:
    """A unit that ends; what lies below it goes under the first successor, if there is one."""
    first = successors[0] if successors else None
    return [
        Edit(unit.pk, day, "dissolved", ends=True, successors=tuple(one.pk for one in successors)),
        *ending_along(unit, first, kind="dissolved", day=day, children_to=first),
    ]


def level_changing(unit: Unit, day: date, *, kind: str = "", territory_kind: str = "", name: str = "", name_en: str = "") -> list[Edit]:
    """A unit raised or lowered, or made another kind of unit; its divisions are of its level."""
    values: dict[str, object] = {"kind": kind or unit.kind, "territory_kind": territory_kind or unit.territory_kind}
    if territory_kind:
        values["kind"] = values["level"] = TERRITORY_LEVELS[territory_kind]
    renamed = renaming(unit, day, name=name, name_en=name_en) if name and name != unit.name else []
    own = dict(renamed[0].values) if renamed else {}
    edits = [Edit(unit.pk, day, "level_changed", _differing(unit, values) | own), *renamed[1:]]
    if values.get("level", unit.level) != unit.level:
        inside = Unit.objects.on(day).filter(body_id=unit.pk).exclude(pk=unit.pk).order_by("pk")
        along = {"along_with": unit.pk}
        edits += [Edit(member.pk, day, "level_changed", {"level": values["level"]}, details=along) for member in inside]
    return edits


def recoding(unit: Unit, day: date, *, code: str = "", agency_code: str = "") -> list[Edit]:
    """Another official code, or another code as an agency, from that day on."""
    values = {name: value for name, value in (("code", code), ("agency_code", agency_code)) if value}
    return [Edit(unit.pk, day, "renamed", values)] if values else []


def without_repeats(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, what one says twice said once: what goes along gives way to what was decided for the unit itself."""
    listed = list(edits)
    own = {(edit.unit_id, turn) for edit in listed if not edit.details.get("along_with") for turn in _turns(edit)}
    seen: set[tuple[int, str]] = set()
    kept = []
    for edit in listed:
        turns = {(edit.unit_id, turn) for turn in _turns(edit)}
        if edit.details.get("along_with"):
            if turns and turns <= own | seen:
                continue
            seen |= turns
        kept.append(edit)
    return kept


def _turns(edit: Edit) -> list[str]:
    return ["ends"] if edit.ends else list(edit.values)


def _differing(unit: Unit, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if getattr(unit, name) != value}
