"""A specialist writes the answer; the head may send it back."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.onestop.feedback.actions.recording import record_step, set_next_due
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Answer, Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import APPROVE, PROCESS
from motcua.onestop.feedback.rules.transitions import DRAFT, SEND_BACK, take

LONGEST = 20_000


@transaction.atomic
def draft_answer(code: str, *, text: str, actor: Actor) -> Answer:
    """Write the answer, or write it anew before it is approved. Errors: `InvalidInput`, `NotFound`, `Forbidden`, `Conflict`."""
    feedback = at_work(code, actor, PROCESS)
    written = required_text("text", text, words("Write the answer to the sender."), most=LONGEST)
    now = clock.now()
    feedback.status = take(DRAFT, feedback.status)
    set_next_due(feedback)
    feedback.save(update_fields=["status", "due_at"])
    values = {"text": written, "drafted_by": actor.name, "drafted_at": now}
    answer, _ = Answer.objects.update_or_create(feedback=feedback, round=round_of(feedback), defaults=values)
    record_step(feedback, FeedbackEvent.DRAFTED, actor=actor, at=now)
    return answer


@transaction.atomic
def send_back_draft(code: str, *, reason: str, actor: Actor) -> Feedback:
    """The head does not sign yet, and says why. Errors: as `draft_answer`."""
    feedback = at_work(code, actor, APPROVE)
    said = required_text("reason", reason, words("Write what has to be changed."), most=500)
    feedback.status = take(SEND_BACK, feedback.status)
    set_next_due(feedback)
    feedback.save(update_fields=["status", "due_at"])
    record_step(feedback, FeedbackEvent.SENT_BACK, actor=actor, at=clock.now(), payload={"reason": said})
    return feedback


def round_of(feedback: Feedback) -> int:
    """Which round it is in: the first, or the second after it was reopened."""
    return 2 if feedback.reopened_at else 1
