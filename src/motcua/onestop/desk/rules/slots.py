"""When one can come: the slots of a day from the office hours, and how long one waits."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from motcua.kernel.clock import VIETNAM
from motcua.kernel.office_hours import Session

USUAL_MINUTES = 10.0


def slots_of(sessions: Sequence[Session], day: date, minutes: int) -> list[datetime]:
    """The starts of all slots of the day that end before their session does."""
    starts: list[datetime] = []
    step = timedelta(minutes=minutes)
    for session in sessions:
        start, end = (datetime.combine(day, moment, VIETNAM) for moment in (session.start, session.end))
        while start + step <= end:
            starts.append(start)
            start += step
    return starts


def waited_minutes(since: datetime, appointment_at: datetime | None, called_at: datetime) -> int:
    """Whole minutes from joining the line to the call; who came early for an appointment waits from its time."""
    start = max(since, appointment_at) if appointment_at is not None else since
    return max(0, int((called_at - start).total_seconds() // 60))


def expected_minutes(before: int, spent: Sequence[timedelta], counters: int) -> int:
    """How long somebody will wait with that many people before, from the time the last ones took at that many counters."""
    each = sum(one.total_seconds() for one in spent) / 60 / len(spent) if spent else USUAL_MINUTES
    return round(before * each / max(1, counters))
