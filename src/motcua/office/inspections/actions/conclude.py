"""Write the conclusion, and sign it."""

from django.db import transaction

from motcua.blocks.events.api import record_many
from motcua.blocks.numbering.api import next_number
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.inspections.actions.order_paper import order_paper
from motcua.office.inspections.actions.take_turn import held_inspection, needed, take, told
from motcua.office.inspections.events import FINDING, InspectionEvent
from motcua.office.inspections.models import Inspection, InspectionPaper
from motcua.office.inspections.rights import DECIDE, INSPECT
from motcua.office.inspections.rules.turns import HANDLED, FindingState, Turn


@transaction.atomic
def write_conclusion(inspection_id: int, *, text: str, actor: Actor) -> Inspection:
    """The inspector writes the conclusion; it can be written anew until it is signed.

    Errors: `InvalidInput` without words, `Conflict` while minutes of a visit are not acknowledged, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.WRITE, capability=INSPECT, actor=actor)
    found.conclusion = needed(text, "text", words("Write the conclusion."))
    if found.visits.filter(acknowledged_at__isnull=True).exists():
        raise Conflict(words("Minutes of a visit are not acknowledged by the unit yet."), code="visit_not_acknowledged")
    told(found, InspectionEvent.WRITTEN, actor=actor)
    return found


@transaction.atomic
def sign_conclusion(inspection_id: int, *, actor: Actor) -> Inspection:
    """The head signs: the conclusion gets its number, every finding is told to its owner, the paper is ordered.

    An inspection without findings is closed at once. Errors: `Conflict` when there is no conclusion to sign, `Forbidden`.
    """
    found = held_inspection(inspection_id, Turn.CONCLUDE, capability=DECIDE, actor=actor)
    now = found.concluded_at = clock.now()
    fresh = list(found.findings.filter(state=FindingState.NOTED).values_list("pk", flat=True))
    found.findings.filter(pk__in=fresh).update(state=FindingState.OPEN, issued_at=now)
    order_paper(found, InspectionPaper.Kind.CONCLUSION, signer_unit=found.body_id, actor=actor)
    found.conclusion_number = next_number(f"inspection-conclusion/{found.body_id}/{clock.today().year}")
    told(found, InspectionEvent.CONCLUDED, actor=actor, payload={"number": found.conclusion_number, "findings": len(fresh)})
    record_many(FINDING, fresh, InspectionEvent.ISSUED, actor=actor, at=now)
    close_when_handled(found, actor=actor)
    return found


def close_when_handled(found: Inspection, *, actor: Actor) -> None:
    """Close a concluded inspection whose findings are all handled; nothing otherwise."""
    if found.findings.exclude(state__in=HANDLED).exists():
        return
    take(found, Turn.CLOSE)
    found.closed_at = clock.now()
    told(found, InspectionEvent.CLOSED, actor=actor)
