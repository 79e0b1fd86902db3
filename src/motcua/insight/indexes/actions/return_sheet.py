"""A field lead gives a sheet back to be explained."""

from django.db import transaction

from motcua.insight.indexes.actions.appraise_component import require_lead
from motcua.insight.indexes.actions.locking import locked_sheet, tell
from motcua.insight.indexes.events import ReformEvent
from motcua.insight.indexes.models import ReformSheet
from motcua.insight.indexes.rules.sheet_turns import SheetState, require_stage
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


@transaction.atomic
def return_sheet(sheet_id: int, *, reason: str, actor: Actor) -> ReformSheet:
    """The unit reads why, may change and explain, and submits again. Errors: `InvalidInput` without a reason, `Conflict`, `Forbidden`."""
    sheet = locked_sheet(sheet_id)
    require_lead(sheet, actor)
    require_stage(sheet.state, "appraisal")
    if not reason.strip():
        message = words("Say what the unit has to explain.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    sheet.state, sheet.return_reason = SheetState.RETURNED, reason.strip()
    sheet.save(update_fields=["state", "return_reason"])
    tell(sheet, ReformEvent.RETURNED, {"reason": sheet.return_reason}, actor=actor)
    return sheet
