"""Several people wrote about the same thing: one is worked on, and every sender learns what comes of it."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.feedback.actions.recording import finish, record_step, set_next_due
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.locked import at_work
from motcua.onestop.feedback.rights import TAKE_IN
from motcua.onestop.feedback.rules.transitions import MERGE, Status, take

_NOT_INTO = (Status.SENT, Status.REFUSED, Status.MERGED, Status.FORWARDED_OUTSIDE)


@transaction.atomic
def merge_feedback(code: str, *, into: str, actor: Actor) -> Feedback:
    """Merge it into an earlier one that lives; those merged into it before go along.

    Errors: `InvalidInput` on the other code, `NotFound`, `Forbidden` (also in one's own cause), `Conflict`.
    """
    feedback = at_work(code, actor, TAKE_IN, decides=True)
    main = Feedback.objects.visible_to(actor).filter(code=into.strip().upper()).exclude(status__in=_NOT_INTO).first()
    if main is None or main.pk >= feedback.pk:
        message = words("Choose an earlier feedback that is being dealt with or was answered.")
        raise InvalidInput(message, fields=[FieldError("into", message)])
    now = clock.now()
    feedback.status, feedback.merged_into = take(MERGE, feedback.status), main
    set_next_due(feedback)
    finish(feedback, now)
    feedback.save()
    feedback.merged.update(merged_into=main)
    record_step(feedback, FeedbackEvent.MERGED, actor=actor, at=now, payload={"into": main.code})
    return feedback
