"""The field leads are done with a sheet: it goes to the council."""

from django.db import transaction

from motcua.insight.indexes.actions.appraise_component import require_lead
from motcua.insight.indexes.actions.locking import locked_sheet, tell
from motcua.insight.indexes.actions.refresh_numbers import fill
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformSheet
from motcua.insight.indexes.queries.reform_sheets import totals_of
from motcua.insight.indexes.rules.sheet_turns import SheetState, require_stage
from motcua.kernel import clock
from motcua.kernel.actor import Actor


@transaction.atomic
def finish_appraisal(sheet_id: int, *, actor: Actor) -> ReformSheet:
    """Where no lead gave a number, the unit's holds. Errors: `Conflict` at another stage, `Forbidden`, `NotFound`."""
    sheet = locked_sheet(sheet_id)
    require_lead(sheet, actor)
    require_stage(sheet.state, "appraisal")
    fill(sheet.round, [sheet], surveys_only=True)
    sheet.state, sheet.appraised_at = SheetState.APPRAISED, clock.now()
    sheet.save(update_fields=["state", "appraised_at"])
    totals = totals_of(sheet.round.content, {mark.key: mark for mark in sheet.marks.all()})
    tell(sheet, ReformEvent.APPRAISED, {"total": str(totals.index)}, actor=actor)
    return sheet
