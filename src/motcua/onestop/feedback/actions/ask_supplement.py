"""The office asks the sender to make something clearer; the time until the answer is not counted."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.onestop.feedback.actions.recording import record_step, set_next_due
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Supplement
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import ASK_SUPPLEMENT, take


@transaction.atomic
def ask_supplement(code: str, *, text: str, actor: Actor) -> Supplement:
    """Ask for everything that is missing in one message. Errors: `InvalidInput`, `NotFound`, `Forbidden`, `Conflict`."""
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    asked = required_text("text", text, words("Write what the sender should add."))
    now = clock.now()
    feedback.status = take(ASK_SUPPLEMENT, feedback.status)
    set_next_due(feedback)
    feedback.save(update_fields=["status", "due_at"])
    supplement = Supplement.objects.create(feedback=feedback, asked=asked, asked_at=now)
    record_step(feedback, FeedbackEvent.SUPPLEMENT_REQUESTED, actor=actor, at=now, payload={"supplement": supplement.pk})
    return supplement
