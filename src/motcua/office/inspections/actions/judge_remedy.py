"""The inspector accepts a remedy, or gives it back."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.office.inspections.actions.conclude import close_when_handled
from motcua.office.inspections.actions.take_turn import held_finding, held_inspection, needed, note_step
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import FindingStep
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.turns import FindingTurn


@transaction.atomic
def judge_remedy(finding_id: int, *, accepted: bool, said: str = "", actor: Actor) -> FindingStep:
    """Accept what was handed in, or return it with a reason; the last one accepted closes the inspection.

    Errors: `InvalidInput` without a reason for a return, `Conflict` when nothing is handed in, `Forbidden`, also for who handed it in.
    """
    turn = FindingTurn.ACCEPT if accepted else FindingTurn.RETURN
    found = held_finding(finding_id, turn, capability=INSPECT, of_owner=False, actor=actor)
    if found.remedied_by_account is not None and found.remedied_by_account == actor.account_id:
        raise Forbidden(words("Somebody else must judge the remedy you handed in yourself."))
    told = said.strip() if accepted else needed(said, "said", words("Say what is missing."))
    if accepted:
        found.handled_at = clock.now()
        step = note_step(found, turn, InspectionEvent.ACCEPTED, said=told, actor=actor)
        close_when_handled(held_inspection(found.inspection_id, None, capability=INSPECT, actor=actor), actor=actor)
        return step
    found.remedied_at = found.remedied_by_account = None
    return note_step(found, turn, InspectionEvent.RETURNED, said=told, actor=actor, payload={"reason": told})
