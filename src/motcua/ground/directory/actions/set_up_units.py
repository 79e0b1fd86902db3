"""Rows for units that a decision establishes, and the edits that begin their lives."""

import re
from collections.abc import Sequence
from datetime import date

from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.work_out import FACTS
from motcua.ground.directory.rules.new_units import NewUnit, facts_of
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words

_CODE_LENGTH = 80
_LATER_USE = re.compile(r"@\d{4}-\d{2}-\d{2}")


def set_up_units(wanted: Sequence[NewUnit], day: date) -> tuple[list[Unit], list[Edit]]:
    """A row for each unit, with the divisions of the agency it is to be like, and the edits to be written for them.

    To be called in the transaction that writes the edits. Three queries, two more for units that are like another.
    Raises `InvalidInput` for an unknown unit above, an impossible kind or empty names, `Conflict` for a key in use.
    """
    parents = Unit.objects.in_bulk({new.parent_id for new in wanted})
    units = [_unit(new, parents.get(new.parent_id), day) for new in wanted]
    _name_apart(units, day)
    _refuse_used_keys([(unit, new) for unit, new in zip(units, wanted, strict=True) if new.inside])
    made = Unit.objects.bulk_create(units, batch_size=500)
    bodies = [unit for unit, new in zip(made, wanted, strict=True) if not new.inside]
    for unit in bodies:
        unit.body_id = unit.pk
    for unit in made:
        unit.path = f"{parents[unit.parent_id].path}{unit.pk}/" if unit.parent_id else f"/{unit.pk}/"
    Unit.objects.bulk_update(made, ["body", "path"], batch_size=500)
    made += _divisions([(unit, new.like) for unit, new in zip(made, wanted, strict=True) if new.like], day)
    codes = {unit.pk: new.code for unit, new in zip(units, wanted, strict=True)}
    return made, [_edit(unit, codes.get(unit.pk, ""), day, len(wanted) <= place) for place, unit in enumerate(made)]


def _unit(new: NewUnit, parent: Unit | None, day: date) -> Unit:
    needed = [FieldError(name, words("This is needed.")) for name in ("name", "key") if not getattr(new, name).strip()]
    if needed:
        raise InvalidInput(needed[0].message, fields=needed)
    if parent is None or (parent.valid_to is not None and parent.valid_to < day):
        message = words("There is no such unit on that day.")
        raise InvalidInput(message, fields=[FieldError("parent", message)])
    try:
        body = parent.code if new.inside and parent.body_id == parent.pk else _body_code(parent)
        facts = facts_of(new, above_level=parent.level, above_short=parent.short_name, above_code=body)
    except (ValueError, KeyError):
        message = words("A unit of this kind cannot be there.")
        raise InvalidInput(message, fields=[FieldError("kind", message)]) from None
    body_id = parent.body_id if new.inside else None
    return Unit(key=new.key, parent_id=new.parent_id, body_id=body_id, serves_id=new.serves_id, valid_from=day, **facts)


def _body_code(parent: Unit) -> str:
    return parent.code.partition("/")[0]


def _name_apart(units: Sequence[Unit], day: date) -> None:
    """A code names a unit for ever; an official code that was another unit's gets the day behind it here."""
    used = set(Unit.objects.filter(code__in=[unit.code for unit in units]).values_list("code", flat=True))
    for unit in units:
        if unit.code in used:
            unit.code = f"{unit.code}@{day.isoformat()}"[:_CODE_LENGTH]


def _refuse_used_keys(inner: Sequence[tuple[Unit, NewUnit]]) -> None:
    if not inner:
        return
    bodies = {unit.body_id for unit, _ in inner}
    used = set(Unit.objects.filter(body_id__in=bodies).values_list("body_id", "key"))
    if any((unit.body_id, unit.key) in used for unit, _ in inner):
        message = words("This agency has, or had, a unit with this key.")
        raise Conflict(message, code="key_used", way_out=words("Choose another key."), fields=[FieldError("key", message)])


def _divisions(wanted: Sequence[tuple[Unit, int | None]], day: date) -> list[Unit]:
    """The same divisions as those of the agency each is like."""
    models: dict[int, list[Unit]] = {}
    for member in Unit.objects.on(day).filter(body_id__in={like for _, like in wanted}).select_related("body"):
        if not member.is_body and member.body_id is not None:
            models.setdefault(member.body_id, []).append(member)
    units = []
    for body, like in wanted:
        for member in models.get(like or 0, []):
            formal = member.formal_name.replace(member.body.formal_name, body.formal_name) if member.body else member.formal_name
            units.append(
                Unit(
                    code=f"{body.code}/{member.key}",
                    key=member.key,
                    kind=member.kind,
                    level=body.level,
                    name=member.name,
                    name_en=member.name_en,
                    formal_name=formal,
                    short_name=body.short_name,
                    parent=body,
                    body=body,
                    valid_from=day,
                )
            )
    made = Unit.objects.bulk_create(units, batch_size=500)
    for unit in made:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"], batch_size=500)
    return made


def _edit(unit: Unit, official: str, day: date, along: bool) -> Edit:
    values = {name: getattr(unit, name) for name in FACTS} | {"code": official or _LATER_USE.sub("", unit.code)}
    details = {"along_with": unit.body_id} if along else {}
    return Edit(unit.pk, day, "established", values, begins=True, details=details)
