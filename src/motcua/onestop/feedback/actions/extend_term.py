"""More time is taken, once, with a reason the sender reads."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.onestop.feedback.actions.recording import record_step, set_clock
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import IN_HAND, Status, Turn, take

_EXTEND = frozenset(IN_HAND | {Status.ANSWER_DRAFTED})


@transaction.atomic
def extend_term(code: str, *, reason: str, actor: Actor) -> Feedback:
    """Extend the term of the answer by what the content allows, before it has passed.

    Errors: `InvalidInput`, `Conflict` (extended before, or too late), `NotFound`, `Forbidden` (also in one's own cause).
    """
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    said = required_text("reason", reason, words("Write why more time is needed; the sender reads it."), most=500)
    take(Turn("extend", _EXTEND, Status(feedback.status)), feedback.status)
    now = clock.now()
    if feedback.extended_at is not None:
        raise Conflict(words("The term was extended once already."), code="extended_before", way_out=words("Answer as soon as possible."))
    if feedback.answer_due_at is not None and feedback.answer_due_at < now:
        raise Conflict(words("The term has passed; it can only be extended before."), code="too_late")
    old = feedback.answer_due_at
    feedback.extended_at, feedback.extension_reason = now, said
    set_clock(feedback)
    feedback.save()
    told = {"old_due": old.isoformat() if old else "", "new_due": feedback.answer_due_at.isoformat(), "reason": said}  # type: ignore[union-attr] # just set
    record_step(feedback, FeedbackEvent.EXTENDED, actor=actor, at=now, payload=told)
    return feedback
