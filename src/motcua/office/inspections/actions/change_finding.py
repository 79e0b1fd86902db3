"""Give a finding more time, or lift it, with a reason."""

from datetime import date

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.office.inspections.actions.conclude import close_when_handled
from motcua.office.inspections.actions.take_turn import held_finding, held_inspection, needed, note_step, wrong
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import FindingStep
from motcua.office.inspections.rights import DECIDE, INSPECT
from motcua.office.inspections.rules.turns import FindingTurn, State


@transaction.atomic
def move_deadline(finding_id: int, *, due_on: date, reason: str, actor: Actor) -> FindingStep:
    """A new last day; the conclusion's one stays readable. Errors: `InvalidInput` (reason, day), `Conflict`, `Forbidden`."""
    found = held_finding(finding_id, FindingTurn.MOVE, capability=INSPECT, of_owner=False, actor=actor)
    told = needed(reason, "said", words("Give the reason."))
    if due_on <= clock.today() or due_on == found.due_on:
        raise wrong("due_on", words("Choose another day, in the future."))
    old, found.due_on = found.due_on, due_on
    days = {"old_due": old.isoformat(), "new_due": due_on.isoformat(), "reason": told}
    return note_step(found, FindingTurn.MOVE, InspectionEvent.MOVED, said=told, actor=actor, payload=days)


@transaction.atomic
def lift_finding(finding_id: int, *, reason: str, actor: Actor) -> FindingStep:
    """The head of the inspecting body takes a finding back that does not hold. Errors: `InvalidInput`, `Conflict`, `Forbidden`."""
    found = held_finding(finding_id, FindingTurn.LIFT, capability=DECIDE, of_owner=False, actor=actor)
    told = needed(reason, "said", words("Give the reason."))
    found.handled_at = clock.now()
    step = note_step(found, FindingTurn.LIFT, InspectionEvent.LIFTED, said=told, actor=actor, payload={"reason": told})
    held = held_inspection(found.inspection_id, None, capability=DECIDE, actor=actor)
    if held.state == State.CONCLUDED:
        close_when_handled(held, actor=actor)
    return step
