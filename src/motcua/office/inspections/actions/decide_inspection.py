"""The head of the inspecting body signs the decision on an inspection."""

from django.db import transaction

from motcua.blocks.numbering.api import next_number
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.inspections.actions.order_paper import order_paper
from motcua.office.inspections.actions.take_turn import held_inspection, told
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import Inspection, InspectionPaper
from motcua.office.inspections.rights import DECIDE
from motcua.office.inspections.rules.turns import Turn


@transaction.atomic
def decide_inspection(inspection_id: int, *, actor: Actor) -> Inspection:
    """Give the decision its number (no gaps, per body and year) and order the signed paper; the unit sees it from now on.

    Errors: `Conflict` when no team was proposed or it is decided already, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.DECIDE, capability=DECIDE, actor=actor)
    found.decided_at = clock.now()
    order_paper(found, InspectionPaper.Kind.DECISION, signer_unit=found.body_id, actor=actor)
    found.decision_number = next_number(f"inspection-decision/{found.body_id}/{clock.today().year}")
    told(found, InspectionEvent.DECIDED, actor=actor, payload={"number": found.decision_number})
    return found
