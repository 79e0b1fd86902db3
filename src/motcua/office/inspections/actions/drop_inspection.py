"""Drop an inspection that is not begun, with a reason."""

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.office.inspections.actions.take_turn import held_inspection, needed, told
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import Inspection
from motcua.office.inspections.rights import DECIDE
from motcua.office.inspections.rules.turns import Turn


@transaction.atomic
def drop_inspection(inspection_id: int, *, reason: str, actor: Actor) -> Inspection:
    """The head takes it out. Errors: `InvalidInput` without a reason, `Conflict` when a visit was made, `Forbidden`."""
    found = held_inspection(inspection_id, Turn.DROP, capability=DECIDE, actor=actor)
    found.dropped_reason = needed(reason, "reason", words("Give the reason."))[:500]
    told(found, InspectionEvent.DROPPED, actor=actor, payload={"reason": found.dropped_reason})
    return found
