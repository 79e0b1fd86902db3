"""An office that got a feedback by mistake gives it back to the one that forwarded it."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.onestop.feedback.actions.recording import move_to, record_step, set_clock
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import RETURN, take


@transaction.atomic
def return_feedback(code: str, *, reason: str, actor: Actor) -> Feedback:
    """Give it back with the reason; the time counts from now. Errors: `InvalidInput`, `NotFound`, `Forbidden`, `Conflict`."""
    feedback = at_work(code, actor, TAKE_IN)
    said = required_text("reason", reason, words("Write why it does not belong to your office."), most=500)
    status = take(RETURN, feedback.status)
    before = feedback.stations.filter(until__isnull=False).order_by("-until", "-id").values_list("unit_id", flat=True).first()
    if before is None:
        raise Conflict(words("Nobody forwarded it, so there is nobody to return it to."), code="no_forwarder")
    now = clock.now()
    feedback.status, came_from = status, feedback.unit_id
    move_to(feedback, before, at=now, came_by="returned", reason=said)
    set_clock(feedback, now)
    feedback.save()
    told = {"from": came_from, "to": before, "reason": said}
    record_step(feedback, FeedbackEvent.RETURNED, actor=actor, at=now, unit_id=came_from, payload=told)
    return feedback
