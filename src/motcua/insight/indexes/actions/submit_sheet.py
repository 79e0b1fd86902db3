"""A unit sends its sheet to the field leads, first or again with its explanation."""

from django.db import transaction
from django.db.models import Count

from motcua.blocks.permissions.api import require
from motcua.insight.indexes.actions.locking import locked_sheet, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformMark, ReformSheet
from motcua.insight.indexes.queries.reform_sheets import totals_of
from motcua.insight.indexes.rights import ASSESS
from motcua.insight.indexes.rules.reform import ReformComponent
from motcua.insight.indexes.rules.sheet_turns import SheetState, require_stage
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


@transaction.atomic
def submit_sheet(sheet_id: int, *, actor: Actor) -> ReformSheet:
    """Every component has its number, and what won points and is not from records has evidence or words.

    Errors: `InvalidInput` naming every component that lacks something, `Conflict`, `Forbidden`, `NotFound`.
    """
    sheet = locked_sheet(sheet_id)
    require(actor, ASSESS, unit_path=sheet.unit.path)
    require_stage(sheet.state, "self")
    marks = {mark.key: mark for mark in sheet.marks.annotate(pieces=Count("evidence"))}
    faults = [
        FieldError(one.key, text, {"component": one.vi})
        for one in sheet.round.content.components()
        if (text := _lacks(one, marks[one.key]))
    ]
    if faults:
        raise InvalidInput(words("The sheet is not complete."), fields=faults)
    sheet.state, sheet.submitted_at, sheet.submitted_by = SheetState.SUBMITTED, clock.now(), actor.name
    sheet.save(update_fields=["state", "submitted_at", "submitted_by"])
    tell(sheet, ReformEvent.SUBMITTED, {"total": str(totals_of(sheet.round.content, marks).index)}, actor=actor)
    return sheet


def _lacks(component: ReformComponent, mark: ReformMark) -> str:
    """What is missing, in words; nothing when the mark is whole."""
    if component.from_records or not mark.applicable:
        return ""
    if mark.self_value is None:
        return words("%(component)s: give a number.")
    proved = getattr(mark, "pieces", 0) or mark.self_note
    if not proved and (mark.self_points or 0) > 0:
        return words("%(component)s: add evidence or say what proves it.")
    return ""
