"""A feedback is not taken here; the sender is told why and where to turn."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.feedback.actions.recording import finish, record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import REFUSE, take


@transaction.atomic
def refuse_feedback(code: str, *, ground: str, text: str = "", actor: Actor) -> Feedback:
    """Refuse on one of the grounds of the content, with its guidance and a word of one's own.

    A complaint or denunciation is not feedback: its guidance names the law and the place (NĐ 20/2008 a.2). Errors: `InvalidInput`
    without a known ground, `NotFound`, `Forbidden` (also in one's own cause), `Conflict`.
    """
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    known = content_in_force().ground(ground)
    if known is None:
        message = words("Choose why it is not taken here; the sender reads the guidance that belongs to it.")
        raise InvalidInput(message, fields=[FieldError("ground", message)])
    now = clock.now()
    feedback.status, feedback.end_ground = take(REFUSE, feedback.status), known.key
    feedback.end_text = text.strip()[:5000]
    set_next_due(feedback)
    finish(feedback, now)
    feedback.save(update_fields=["status", "end_ground", "end_text", "due_at", "finished_at", "timing"])
    record_step(feedback, FeedbackEvent.REFUSED, actor=actor, at=now, payload={"ground": known.key, "guidance": known.text.vi})
    return feedback
