"""The sender says whether the answer satisfies, and may reopen the matter once."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.feedback.actions.recording import record_step, set_clock, set_next_due
from motcua.onestop.feedback.actions.requiring import required_text
from motcua.onestop.feedback.events import FeedbackEvent
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.queries.locked import as_sender
from motcua.onestop.feedback.rights import FOLLOW
from motcua.onestop.feedback.rules.transitions import RATE, REOPEN, take

RATINGS = ("satisfied", "neutral", "unsatisfied")


@transaction.atomic
def rate_feedback(code: str, *, secret: str = "", rating: str, actor: Actor) -> Feedback:
    """Rate an answer. Errors: `InvalidInput`, `NotFound` (code or secret wrong), `Conflict` when there is no answer or a rating already."""
    require(actor, FOLLOW)
    feedback = as_sender(code, secret, actor)
    note_rating(feedback, rating, actor=actor)
    return feedback


def note_rating(feedback: Feedback, rating: str, *, actor: Actor) -> None:
    """Write a rating down, in the caller's transaction."""
    if rating not in RATINGS:
        message = words("Choose whether the answer satisfies you.")
        raise InvalidInput(message, fields=[FieldError("rating", message)])
    now = clock.now()
    feedback.status = take(RATE, feedback.status)
    feedback.rating, feedback.rated_at = rating, now
    set_next_due(feedback)
    feedback.save(update_fields=["status", "rating", "rated_at", "due_at"])
    record_step(feedback, FeedbackEvent.RATED, actor=actor, at=now, payload={"rating": rating})


@transaction.atomic
def reopen_feedback(code: str, *, secret: str = "", reason: str, actor: Actor) -> Feedback:
    """Reopen an answered matter, once, within the term, with a reason.

    Errors: `InvalidInput`, `NotFound`, `Conflict` (not answered, reopened before, too late).
    """
    require(actor, FOLLOW)
    feedback = as_sender(code, secret, actor)
    said = required_text("reason", reason, words("Write what the answer leaves open."))
    now = clock.now()
    status = take(REOPEN, feedback.status)
    if feedback.reopened_at is not None:
        raise Conflict(words("It was reopened once already."), code="reopened_before", way_out=words("Send a new feedback instead."))
    last = reopen_until(feedback)
    if last is None or now > last:
        raise Conflict(words("The term for reopening has passed."), code="too_late", way_out=words("Send a new feedback instead."))
    feedback.status, feedback.reopened_at, feedback.reopened_reason = status, now, said
    feedback.finished_at, feedback.timing = None, ""
    set_clock(feedback, now)
    feedback.save()
    record_step(feedback, FeedbackEvent.REOPENED, actor=actor, at=now)
    return feedback


def reopen_until(feedback: Feedback) -> datetime | None:
    """The last moment for reopening: so many working days after the answer, or after its publication."""
    since = feedback.published_at or feedback.answered_at
    if since is None:
        return None
    terms = content_in_force().terms_on(since.date())
    return due_at(schedule_of(feedback.unit_id), since, TimeLimit(terms.reopen_within, "working_day"))
