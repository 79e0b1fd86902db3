"""Due moments: (calendar and office hours, start, limit, pauses) -> when it is due. Pure; pages, slips and reports call the same functions.

Rules (NĐ 61/2018/NĐ-CP articles 16–20, Civil Code 91/2015/QH13 articles 147–148):
- the clock starts in office hours; outside them it starts with the next session;
- the starting day is not counted; working days keep the clock time; calendar days that end on a day off move to the next working day;
- "the same day" ends with the working day, and for what came after the cut-off (15:00) with the next one;
- hours are counted in office hours only, and one day is eight working hours;
- time in a pause is not counted.

Moments must know their time zone; results are in the time zone of Viet Nam.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from motcua.kernel.calendar import WorkingCalendar
from motcua.kernel.clock import VIETNAM
from motcua.kernel.office_hours import OfficeHours, Session

Unit = Literal["hour", "working_day", "calendar_day", "same_day"]
Timing = Literal["early", "on_time", "late"]
HOURS_PER_DAY = 8
CUT_OFF = time(15)
_ONE_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_LONGEST_CLOSURE = 366


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long an office may take. `cut_off` matters for `same_day` only (15:00 when not given)."""

    amount: int
    unit: Unit
    cut_off: time | None = None

    def __post_init__(self) -> None:
        if self.amount < (1 if self.unit == "same_day" else 0) or self.amount > 10_000:
            raise ValueError(f"a time limit of {self.amount} {self.unit} makes no sense")

    @property
    def hours(self) -> int:
        """The limit in working hours (one day is eight), to compare with the budgets of steps."""
        return self.amount if self.unit == "hour" else self.amount * HOURS_PER_DAY


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch that is not counted, with its legal reason; `end` is None while it lasts."""

    start: datetime
    end: datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days and hours an office works."""

    calendar: WorkingCalendar
    hours: OfficeHours

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a day; none on a day off."""
        return self.hours.sessions_on(day) if self.calendar.is_working_day(day) else ()


def opening(schedule: Schedule, moment: datetime) -> datetime:
    """The moment itself in office hours, otherwise the start of the next session."""
    for start, end in _stretches(schedule, _local(moment)):
        if start < end:
            return start
    raise ValueError("no office hours within a year: the schedule is wrong")


def due_at(schedule: Schedule, start: datetime, limit: TimeLimit, pauses: Iterable[Pause] = ()) -> datetime:
    """The moment by which it must be done.

    A pause that has not ended is left out: the answer is then the earliest possible one. Pauses that begin after
    the due moment change nothing, since it has passed.
    """
    opened = opening(schedule, start)
    closed = _closed(pauses, opened)
    if limit.unit == "calendar_day":
        return _calendar_due(schedule, opened, limit.amount, closed)
    if limit.unit == "hour":
        due = advance(schedule, opened, timedelta(hours=limit.amount))
    elif limit.unit == "working_day":
        due = _within(schedule, schedule.calendar.add_working_days(opened.date(), limit.amount), opened.time())
    else:
        late = opened.time() > (limit.cut_off or CUT_OFF)
        day = schedule.calendar.add_working_days(opened.date(), limit.amount - 1 + late)
        due = _within(schedule, day, time.max)
    for pause_start, pause_end in closed:
        if pause_start < due:
            due = advance(schedule, due, office_time(schedule, pause_start, pause_end))
    return due


def advance(schedule: Schedule, moment: datetime, amount: timedelta) -> datetime:
    """The moment when `amount` of office time has passed since `moment`; nothing to pass gives `moment` back."""
    if amount <= _NOTHING:
        return _local(moment)
    left = amount
    for start, end in _stretches(schedule, _local(moment)):
        if end - start >= left:
            return start + left
        left -= end - start
    raise ValueError("no office hours within a year: the schedule is wrong")


def office_time(schedule: Schedule, start: datetime, end: datetime) -> timedelta:
    """How much office time lies between two moments; nothing when `end` is not after `start`."""
    total, stop = _NOTHING, _local(end)
    if stop <= start:
        return total
    for opens, closes in _stretches(schedule, _local(start), until=stop.date()):
        total += max(min(closes, stop) - opens, _NOTHING)
    return total


def remaining(schedule: Schedule, now: datetime, due: datetime) -> timedelta:
    """Office time left until the due moment; negative by how much it is overdue. In a pause ask with the start of the pause."""
    return office_time(schedule, now, due) - office_time(schedule, due, now)


def days_and_hours(amount: timedelta) -> tuple[int, int, int]:
    """Office time as whole working days of eight hours, hours and minutes; the sign is left to the caller."""
    minutes = int(abs(amount).total_seconds() // 60)
    days, minutes = divmod(minutes, HOURS_PER_DAY * 60)
    return days, minutes // 60, minutes % 60


def timing(ended_on: date, due_on: date | None) -> Timing:
    """Early, on time or late, by date; without an appointment date it is on time."""
    if due_on is None or ended_on == due_on:
        return "on_time"
    return "early" if ended_on < due_on else "late"


def _calendar_due(schedule: Schedule, opened: datetime, days: int, pauses: list[tuple[datetime, datetime]]) -> datetime:
    raw = opened + timedelta(days=days)
    due = _rolled(schedule, raw)
    for start, end in pauses:
        if start < due:
            raw += end - start
            due = _rolled(schedule, raw)
    return due


def _rolled(schedule: Schedule, moment: datetime) -> datetime:
    """The same clock time, on the next working day when the day is off."""
    return _within(schedule, schedule.calendar.next_working_day(moment.date()), moment.time())


def _within(schedule: Schedule, day: date, clock_time: time) -> datetime:
    """That clock time on a working day if the office is open then, else the next opening that day, else its closing."""
    sessions = schedule.sessions_on(day)
    if not sessions:
        return opening(schedule, datetime.combine(day, time.min, VIETNAM))
    for session in sessions:
        if clock_time <= session.end:
            return datetime.combine(day, max(clock_time, session.start), VIETNAM)
    return datetime.combine(day, sessions[-1].end, VIETNAM)


def _closed(pauses: Iterable[Pause], start: datetime) -> list[tuple[datetime, datetime]]:
    """Ended pauses after the start, in order, overlapping ones joined so that no moment counts twice."""
    joined: list[tuple[datetime, datetime]] = []
    for pause in sorted((p for p in pauses if p.end is not None), key=lambda p: p.start):
        begin, end = max(_local(pause.start), start), _local(pause.end or pause.start)
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            begin, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((begin, end))
    return joined


def _stretches(schedule: Schedule, moment: datetime, until: date | None = None) -> Iterator[tuple[datetime, datetime]]:
    """Office time from the moment on, session by session; ends after `until`, or when nothing opens for a year."""
    day, closed_days = moment.date(), 0
    while (until is None and closed_days <= _LONGEST_CLOSURE) or (until is not None and day <= until):
        sessions = schedule.sessions_on(day)
        closed_days = 0 if sessions else closed_days + 1
        for session in sessions:
            end = datetime.combine(day, session.end, VIETNAM)
            if end > moment:
                yield max(datetime.combine(day, session.start, VIETNAM), moment), end
        day += _ONE_DAY


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment must know its time zone")
    return moment.astimezone(VIETNAM)
