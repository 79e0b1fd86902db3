"""A unit gives its own number for one component."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.insight.indexes.actions.locking import checked, locked_sheet, mark_of, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformMark
from motcua.insight.indexes.rights import ASSESS
from motcua.insight.indexes.rules.sheet_turns import require_stage
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives for a component: the number, why, and whether it applies at all."""

    value: Decimal | None
    note: str = ""
    applicable: bool = True


@transaction.atomic
def assess_component(sheet_id: int, key: str, given: Given, *, actor: Actor) -> ReformMark:
    """The head of the unit gives the number; its points follow from the criteria.

    What comes from records is not typed: only a note can be added to it. What does not apply needs words.
    Errors: `InvalidInput` naming the field, `Conflict` at another stage, `Forbidden`, `NotFound`.
    """
    sheet = locked_sheet(sheet_id)
    require(actor, ASSESS, unit_path=sheet.unit.path)
    require_stage(sheet.state, "self")
    mark, component = mark_of(sheet, key)
    mark.self_note = given.note.strip()
    if not component.from_records:
        if not given.applicable and not component.optional:
            raise Conflict(words("This component applies to every unit of the group."), code="component_applies")
        if not given.applicable and not mark.self_note:
            message = words("Say why this component does not apply to your unit.")
            raise InvalidInput(message, fields=[FieldError("note", message)])
        mark.applicable = given.applicable
        mark.self_value = checked(component, given.value) if given.applicable else None
        mark.self_points = component.points(mark.self_value) if mark.self_value is not None else None
    mark.save(update_fields=["applicable", "self_value", "self_points", "self_note"])
    tell(sheet, ReformEvent.ASSESSED, {"key": key, "value": str(mark.self_value), "points": str(mark.self_points)}, actor=actor)
    return mark
