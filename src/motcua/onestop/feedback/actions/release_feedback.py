"""An officer looks through what was kept aside: into the list with it, or away."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.actions.recording import finish, record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN as MAY_TAKE_IN
from motcua.onestop.feedback.rules.transitions import DISCARD, TAKE_IN, take

FLOOD = "flood"


@transaction.atomic
def release_feedback(code: str, *, actor: Actor) -> Feedback:
    """Put a held feedback into the list; its time still counts from sending. Errors: `NotFound`, `Forbidden`, `Conflict`."""
    feedback = at_work(code, actor, MAY_TAKE_IN)
    feedback.status = take(TAKE_IN, feedback.status)
    set_next_due(feedback)
    feedback.save(update_fields=["status", "due_at"])
    record_step(feedback, FeedbackEvent.RELEASED, actor=actor, at=clock.now())
    return feedback


@transaction.atomic
def discard_feedback(code: str, *, actor: Actor) -> Feedback:
    """Put a held feedback away as mass mail; it stays readable with the reason why it was held."""
    feedback = at_work(code, actor, MAY_TAKE_IN)
    now = clock.now()
    feedback.status, feedback.end_ground = take(DISCARD, feedback.status), FLOOD
    set_next_due(feedback)
    finish(feedback, now)
    feedback.save(update_fields=["status", "end_ground", "due_at", "finished_at", "timing"])
    record_step(feedback, FeedbackEvent.DISCARDED, actor=actor, at=now, payload={"reason": feedback.held_reason})
    return feedback
