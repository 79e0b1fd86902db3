"""By when what must be done: the dated terms of the content, counted in working days by the kernel (domain 6, scoring of PAKN)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.deadlines import Pause, Schedule, TimeLimit, due_at
from motcua.onestop.feedback.rules.content import Terms
from motcua.onestop.feedback.rules.transitions import AT_INTAKE, TO_ANSWER, Status

URGENCIES = ("normal", "urgent", "very_urgent")


@dataclass(frozen=True, slots=True)
class DueMoments:
    """By when it must be refused or forwarded, a supplement asked for, answered."""

    intake: datetime
    supplement: datetime
    answer: datetime


def answer_days(terms: Terms, *, kind: str, urgency: str) -> int:
    """Working days for the answer: a field issue has its own, shorter the more urgent it is."""
    if kind == "field_issue":
        return terms.field_issue.get(urgency, terms.field_issue["normal"])
    return terms.answer


def due_moments(
    schedule: Schedule, start: datetime, terms: Terms, *, kind: str, urgency: str, extended: bool = False, pauses: Iterable[Pause] = ()
) -> DueMoments:
    """All moments counted from sending, or from the last forwarding; waiting for the sender's additions is not counted.

    Intake steps never outlast the answer: what is due in two days has to be forwarded at once.
    """
    held = list(pauses)
    days = answer_days(terms, kind=kind, urgency=urgency) + (terms.extension if extended else 0)

    def due(amount: int) -> datetime:
        return due_at(schedule, start, TimeLimit(min(amount, days), "working_day"), held)

    return DueMoments(due(terms.refuse_or_forward), due(terms.ask_supplement), due(days))


def publish_due(schedule: Schedule, answered: datetime, terms: Terms) -> datetime:
    """By when an approved answer must stand in public."""
    return due_at(schedule, answered, TimeLimit(terms.publish, "working_day"))


def next_due(status: str, *, intake: datetime | None, answer: datetime | None, publish: datetime | None) -> datetime | None:
    """The moment the present holder must keep; None while the sender is asked, and when nothing is owed."""
    if status == Status.SUPPLEMENT_ASKED or status == Status.SENT:
        return None
    if status in AT_INTAKE:
        return intake
    if status in TO_ANSWER:
        return answer
    return publish if status == Status.WAITING_PUBLICATION else None
