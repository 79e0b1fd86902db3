"""One event per step, in the same transaction; and the moments that follow from a new state."""

from collections.abc import Mapping
from datetime import date, datetime

from motcua.blocks.events.api import record
from motcua.ground.directory.api import schedule_of
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause, timing
from motcua.onestop.feedback.events import STREAM, FeedbackEvent
from motcua.onestop.feedback.models import Feedback, Station
from motcua.onestop.feedback.queries.content import content_in_force
from motcua.onestop.feedback.rules.terms import due_moments, next_due


def record_step(
    feedback: Feedback,
    kind: FeedbackEvent,
    *,
    actor: Actor,
    at: datetime,
    unit_id: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Write the event of a step; never anything personal in it."""
    told = {"code": feedback.code, "status": feedback.status, "channel": feedback.channel, **(payload or {})}
    record(STREAM, feedback.pk, kind, actor=actor, at=at, unit_id=unit_id or feedback.unit_id, subject_id=feedback.party_id, payload=told)


def set_clock(feedback: Feedback, start: datetime | None = None) -> None:
    """Count the moments anew, from `start` if a new count begins (sending, forwarding, reopening). The caller saves."""
    if start is not None:
        feedback.clock_from = start
    terms = content_in_force().terms_on(feedback.clock_from.date())
    pauses = [Pause(one.asked_at, one.answered_at, "supplement") for one in feedback.supplements.all()] if feedback.pk else []
    moments = due_moments(
        schedule_of(feedback.unit_id),
        feedback.clock_from,
        terms,
        kind=feedback.kind,
        urgency=feedback.urgency,
        extended=feedback.extended_at is not None,
        pauses=pauses,
    )
    feedback.intake_due_at, feedback.supplement_due_at, feedback.answer_due_at = moments.intake, moments.supplement, moments.answer
    set_next_due(feedback)


def set_next_due(feedback: Feedback) -> None:
    """By when the present holder has to act, from the state."""
    feedback.due_at = next_due(
        feedback.status, intake=feedback.intake_due_at, answer=feedback.answer_due_at, publish=feedback.publish_due_at
    )


def move_to(feedback: Feedback, unit_id: int, *, at: datetime, came_by: str, reason: str = "") -> None:
    """Let it lie at another unit; the chain keeps where it was, since when and why it went on."""
    feedback.stations.filter(until__isnull=True).update(until=at)
    feedback.unit_id = unit_id
    Station.objects.create(feedback=feedback, unit_id=unit_id, since=at, came_by=came_by, reason=reason)


def finish(feedback: Feedback, at: datetime) -> None:
    """It is dealt with: in time when answered (or ended otherwise) by the day promised, and published by the day due. The caller saves."""
    feedback.finished_at = at
    kept = (
        timing(_day(feedback.answered_at or at), _day(feedback.answer_due_at) if feedback.answer_due_at else None),
        timing(
            _day(feedback.published_at or at), _day(feedback.publish_due_at) if feedback.published_at and feedback.publish_due_at else None
        ),
    )
    feedback.timing = "late" if "late" in kept else "on_time"


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()
