"""The office where a feedback lies takes it on."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.actions.recording import record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work, require_accused_named
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import ACCEPT, take


@transaction.atomic
def accept_feedback(code: str, *, actor: Actor) -> Feedback:
    """Accept it: from now on this office owes the answer. Errors: `NotFound`, `Forbidden` (also in one's own cause), `Conflict`."""
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    require_accused_named(feedback)
    feedback.status = take(ACCEPT, feedback.status)
    set_next_due(feedback)
    feedback.save(update_fields=["status", "due_at"])
    told = {"due_at": feedback.answer_due_at.isoformat() if feedback.answer_due_at else ""}
    record_step(feedback, FeedbackEvent.ACCEPTED, actor=actor, at=clock.now(), payload=told)
    return feedback
