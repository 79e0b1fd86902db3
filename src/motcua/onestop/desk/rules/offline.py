"""What may be believed of a device without network, and the due moments it prints. Pure.

A due moment, as a function of the minute of reception, is within a session either a constant or a straight line; outside office hours
it is that of the next opening. The table comes from `kernel.deadlines`, asked for every minute of office time: the device only looks up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at
from motcua.kernel.errors import words

TOLERANCE = timedelta(minutes=2)
CLOCK_MAY_BE_OFF = timedelta(minutes=5)
MOST_DAYS = 5
MOST_A_DAY = 200
_MINUTE = timedelta(minutes=1)


class Problem(StrEnum):
    """Why an entry was not taken in at once."""

    IN_FUTURE = "in_future"
    BEFORE_BLOCK = "before_block"
    OTHER_DAY = "other_day"
    CLOCK_BACK = "clock_back"
    CLOCK_OFF = "clock_off"
    BLOCK_CLOSED = "block_closed"
    NUMBER_USED = "number_used"
    NOT_READABLE = "not_readable"
    PERSON_DIFFERS = "person_differs"
    REFUSED = "refused"


PROBLEM_WORDS: dict[Problem, str] = {
    Problem.IN_FUTURE: words("The moment of reception lies in the future."),
    Problem.BEFORE_BLOCK: words("The moment of reception lies before the device was prepared."),
    Problem.OTHER_DAY: words("The number belongs to another day than the moment of reception."),
    Problem.CLOCK_BACK: words("The clock of the device was set back between two entries."),
    Problem.CLOCK_OFF: words("The clock of the device is off by more than five minutes."),
    Problem.BLOCK_CLOSED: words("The numbers of this device were given back or voided before it came."),
    Problem.NUMBER_USED: words("The number was used by another entry already."),
    Problem.NOT_READABLE: words("The entry cannot be read as the device sent it."),
    Problem.PERSON_DIFFERS: words("The number of the person belongs to somebody with another name."),
    Problem.REFUSED: words("The dossier could not be received as it was entered."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a device says of one entry, beside what is known of its block; moments are legal."""

    at: datetime
    day: date
    now: datetime
    prepared_at: datetime
    before: datetime | None = None
    after: datetime | None = None
    clock_off: timedelta = timedelta(0)


def implausible(told: Told) -> Problem | None:
    """Why the moment of an entry cannot be believed, or None. `before` and `after` are the moments of the entries around it."""
    if abs(told.clock_off) > CLOCK_MAY_BE_OFF:
        return Problem.CLOCK_OFF
    if told.at > told.now + TOLERANCE:
        return Problem.IN_FUTURE
    if told.at < told.prepared_at - TOLERANCE:
        return Problem.BEFORE_BLOCK
    if told.at.astimezone(VIETNAM).date() != told.day:
        return Problem.OTHER_DAY
    if (told.before is not None and told.at < told.before) or (told.after is not None and told.at > told.after):
        return Problem.CLOCK_BACK
    return None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Received from minute `first` to `last` of the day: due `due` for the first minute, and `slope` minutes later for each one more."""

    first: int
    last: int
    due: datetime
    slope: int


def due_table(schedule: Schedule, day: date, limit: TimeLimit) -> list[Stretch]:
    """The due moment for every minute of a day on which something is received."""
    table: list[Stretch] = []
    for first, last, dues in _pieces(schedule, day, limit):
        place = 0
        while place < len(dues):
            start, slope = place, 0
            if place + 1 < len(dues) and dues[place + 1] - dues[place] == _MINUTE:
                slope = 1
            while place + 1 < len(dues) and dues[place + 1] - dues[place] == slope * _MINUTE:
                place += 1
            end = last if place == len(dues) - 1 else first + place
            table.append(Stretch(first + start, end, dues[start], slope))
            place += 1
    return table


def _pieces(schedule: Schedule, day: date, limit: TimeLimit) -> Iterable[tuple[int, int, list[datetime]]]:
    """First and last minute with their due moments: every minute of a session, one moment for a stretch outside of them."""
    midnight, minute = datetime(day.year, day.month, day.day, tzinfo=VIETNAM), 0
    for session in schedule.sessions_on(day):
        start, end = (one.hour * 60 + one.minute for one in (session.start, session.end))
        if minute < start:
            yield minute, start - 1, [due_at(schedule, midnight + minute * _MINUTE, limit)]
        yield start, end - 1, [due_at(schedule, midnight + each * _MINUTE, limit) for each in range(start, end)]
        minute = end
    if minute < 1440:
        yield minute, 1439, [due_at(schedule, midnight + minute * _MINUTE, limit)]
