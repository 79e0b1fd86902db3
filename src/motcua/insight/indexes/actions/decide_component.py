"""The council gives the final number of one component, or lets the whole sheet stand."""

from django.db import transaction

from motcua.insight.indexes.actions.assess_component import Given
from motcua.insight.indexes.actions.locking import checked, locked_sheet, mark_of, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformMark, ReformSheet
from motcua.insight.indexes.queries.reform_sheets import sits_in_council, totals_of
from motcua.insight.indexes.rules.sheet_turns import SheetState, require_stage
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, Forbidden, InvalidInput, words


@transaction.atomic
def decide_component(sheet_id: int, key: str, given: Given, *, actor: Actor) -> ReformMark:
    """The council's number, with its reason. Errors: `InvalidInput`, `Conflict` before the appraisal is done, `Forbidden`."""
    sheet = locked_sheet(sheet_id)
    require_council(sheet, actor)
    require_stage(sheet.state, "council")
    mark, component = mark_of(sheet, key)
    mark.council_note = given.note.strip()
    mark.council_value = checked(component, given.value)
    mark.council_points = component.points(mark.council_value)
    if not mark.council_note:
        message = words("Say on what the council bases its number.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    mark.save(update_fields=["council_value", "council_points", "council_note"])
    payload = {"key": key, "value": str(mark.council_value), "points": str(mark.council_points), "note": mark.council_note}
    tell(sheet, ReformEvent.COUNCIL_MARKED, payload, actor=actor)
    return mark


@transaction.atomic
def decide_sheet(sheet_id: int, *, actor: Actor) -> ReformSheet:
    """The council is done with a sheet. Errors: `Conflict` before the appraisal is done, `Forbidden`, `NotFound`."""
    sheet = locked_sheet(sheet_id)
    require_council(sheet, actor)
    require_stage(sheet.state, "council")
    sheet.state, sheet.decided_at = SheetState.DECIDED, clock.now()
    sheet.save(update_fields=["state", "decided_at"])
    totals = totals_of(sheet.round.content, {mark.key: mark for mark in sheet.marks.all()})
    tell(sheet, ReformEvent.DECIDED, {"index": str(totals.index)}, actor=actor)
    return sheet


def require_council(sheet: ReformSheet, actor: Actor) -> None:
    """Refuse with `Forbidden` all but the leaders of the province."""
    if not sits_in_council(actor, sheet.unit):
        raise Forbidden(words("Only the council of the province decides."), way_out=words("A leader of the province does it."))
