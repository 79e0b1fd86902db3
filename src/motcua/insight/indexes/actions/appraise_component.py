"""A field lead gives the appraised number of one component."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.insight.indexes.actions.assess_component import Given
from motcua.insight.indexes.actions.locking import checked, locked_sheet, mark_of, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformMark, ReformSheet
from motcua.insight.indexes.queries.reform_sheets import may_appraise
from motcua.insight.indexes.rights import APPRAISE
from motcua.insight.indexes.rules.sheet_turns import require_stage
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, words


@transaction.atomic
def appraise_component(sheet_id: int, key: str, given: Given, *, actor: Actor) -> ReformMark:
    """The number as the field lead sees it; one that differs from the unit's needs words.

    Errors: `InvalidInput` naming the field, `Forbidden` for the own unit, `Conflict` at another stage, `NotFound`.
    """
    sheet = locked_sheet(sheet_id)
    require_lead(sheet, actor)
    require_stage(sheet.state, "appraisal")
    mark, component = mark_of(sheet, key)
    mark.lead_note, mark.lead_by = given.note.strip(), actor.name
    mark.lead_value = checked(component, given.value)
    mark.lead_points = component.points(mark.lead_value)
    if mark.lead_points != mark.self_points and not mark.lead_note:
        message = words("Say why the points differ from those of the unit.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    mark.save(update_fields=["lead_value", "lead_points", "lead_note", "lead_by"])
    payload = {"key": key, "value": str(mark.lead_value), "points": str(mark.lead_points), "note": mark.lead_note}
    tell(sheet, ReformEvent.LEAD_MARKED, payload, actor=actor)
    return mark


def require_lead(sheet: ReformSheet, actor: Actor) -> None:
    """Refuse with `Forbidden` all but field leads above the unit."""
    require(actor, APPRAISE, unit_path=sheet.unit.path)
    if not may_appraise(actor, sheet.unit):
        raise Forbidden(words("Nobody appraises the own unit."), way_out=words("The unit above does it."))
