"""Terms that come with dates: how long a citizen has to answer, when an apology is drafted, when a result is recalled to mind.

Each rule holds from a day on, names its source, and is tagged `check` where no text of the law was at hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import HOURS_PER_DAY, Schedule, TimeLimit, due_at, office_time


class Dated(Protocol):
    """A rule that holds from a day on."""

    @property
    def since(self) -> date:
        """The first day."""


Rule = TypeVar("Rule", bound=Dated)


def in_force(rules: Sequence[Rule], on: date) -> Rule:
    """The rule of that day; the first one for days before all of them."""
    found = [rule for rule in rules if rule.since <= on]
    return found[-1] if found else rules[0]


@dataclass(frozen=True, slots=True)
class AnswerTerm:
    """How long the citizen has for a supplement and for a financial obligation before the agency may stop the dossier."""

    since: date
    supplement: TimeLimit
    obligation: TimeLimit
    source: str
    tag: str = "check"


@dataclass(frozen=True, slots=True)
class ApologyLead:
    """How long before the limit an apology is drafted: so many working hours, for short limits at this share of the limit."""

    since: date
    hours: int
    share: float
    source: str
    tag: str = "check"


@dataclass(frozen=True, slots=True)
class Reminders:
    """After how many working days the owner of a result that nobody collected is reminded, again and again; then it is kept."""

    since: date
    after_days: tuple[int, ...]
    source: str
    tag: str = "check"


ANSWER_TERMS = (
    AnswerTerm(date(2018, 6, 21), TimeLimit(30, "calendar_day"), TimeLimit(30, "calendar_day"), "NĐ 61/2018/NĐ-CP, Điều 19"),
    AnswerTerm(date(2025, 7, 1), TimeLimit(30, "calendar_day"), TimeLimit(30, "calendar_day"), "NĐ 118/2025/NĐ-CP"),
)
APOLOGY_LEADS = (
    ApologyLead(date(2018, 6, 21), HOURS_PER_DAY, 0.5, "NĐ 61/2018/NĐ-CP, Điều 19; at least one working day before, by practice"),
    ApologyLead(date(2025, 7, 1), HOURS_PER_DAY, 0.5, "NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, form 04"),
)
REMINDERS = (Reminders(date(2018, 6, 21), (5, 15, 30), "NĐ 61/2018/NĐ-CP, Điều 20: kept at the one-stop unit; the days by practice"),)


def day_of(moment: datetime) -> date:
    """The day of a moment in Viet Nam: rules hold from day to day."""
    return moment.astimezone(VIETNAM).date()


def answer_by(schedule: Schedule, asked_at: datetime, term: TimeLimit) -> datetime:
    """Until when the citizen may answer."""
    return due_at(schedule, asked_at, term)


def lead_of(schedule: Schedule, start: datetime, due: datetime) -> timedelta:
    """How much office time before the due moment an apology is drafted, by the rule of the day the clock started."""
    rule = in_force(APOLOGY_LEADS, day_of(start))
    return min(timedelta(hours=rule.hours), office_time(schedule, start, due) * rule.share)


def is_nearly_late(schedule: Schedule, start: datetime, due: datetime, now: datetime) -> bool:
    """Whether an apology has to be drafted now: less than the lead is left, or the moment has passed."""
    return now >= due or office_time(schedule, now, due) <= lead_of(schedule, start, due)


def reminders_due(schedule: Schedule, ended_at: datetime, now: datetime) -> int:
    """How many reminders should have been sent by now for a result that waits since `ended_at`."""
    days = schedule.calendar.working_days_between(day_of(ended_at), day_of(now))
    return sum(days >= after for after in in_force(REMINDERS, day_of(ended_at)).after_days)
