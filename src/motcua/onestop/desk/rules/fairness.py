"""Who is next: one queue for appointments, priority persons and tickets by number.

An appointment goes first when its time has come and its bearer was there in time; who came late waits as anybody else, by
number. Then the elderly, the disabled, pregnant women and persons with merit (Law on the elderly 39/2009/QH12, Law on persons with
disabilities 51/2010/QH12, and the house rules of one-stop units); then everybody by the moment of joining. So that nobody waits
for ever, after three preferred calls in a row one ordinary ticket is called.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PREFERRED_IN_A_ROW = 3
APPOINTMENT, PRIORITY, ORDINARY, EARLY = "appointment", "priority", "ordinary", "early"
PREFERRED = (APPOINTMENT, PRIORITY)


@dataclass(frozen=True, slots=True)
class InLine:
    """One waiting ticket: `since` is when its bearer joined, `field` what it is for ("" for anything)."""

    number: int
    since: datetime
    field: str = ""
    priority: bool = False
    appointment_at: datetime | None = None


def standing(one: InLine, *, now: datetime, grace: timedelta) -> str:
    """How a ticket counts at a moment: appointment, priority, ordinary or early."""
    if one.appointment_at is not None and one.since <= one.appointment_at + grace:
        if one.appointment_at <= now:
            return APPOINTMENT
        return PRIORITY if one.priority else EARLY
    return PRIORITY if one.priority else ORDINARY


def line(waiting: Collection[InLine], *, now: datetime, grace: timedelta, preferred_before: int = 0) -> list[InLine]:
    """Everybody in the order of being called, if nobody else came; `preferred_before` preferred calls were the last ones in a row."""
    by_standing: dict[str, list[InLine]] = {APPOINTMENT: [], PRIORITY: [], ORDINARY: [], EARLY: []}
    for one in waiting:
        by_standing[standing(one, now=now, grace=grace)].append(one)
    by_standing[APPOINTMENT].sort(key=_by_time)
    by_standing[EARLY].sort(key=_by_time)
    for name in (PRIORITY, ORDINARY):
        by_standing[name].sort(key=lambda one: (one.since, one.number))
    preferred = deque([*by_standing[APPOINTMENT], *by_standing[PRIORITY]])
    ordinary = deque(by_standing[ORDINARY])
    ordered: list[InLine] = []
    in_a_row = preferred_before
    while preferred or ordinary:
        if ordinary and (not preferred or in_a_row >= PREFERRED_IN_A_ROW):
            ordered.append(ordinary.popleft())
            in_a_row = 0
        else:
            ordered.append(preferred.popleft())
            in_a_row += 1
    return [*ordered, *by_standing[EARLY]]


def next_in_line(
    waiting: Collection[InLine], *, now: datetime, grace: timedelta, fields: Collection[str] = (), preferred_before: int = 0
) -> InLine | None:
    """The one a counter calls now; a counter with `fields` calls only those, and those who did not say what they came for."""
    served = [one for one in waiting if not fields or not one.field or one.field in fields]
    return next(iter(line(served, now=now, grace=grace, preferred_before=preferred_before)), None)


def preferred_in_a_row(called: Sequence[str]) -> int:
    """How many of the last calls (the newest first) were preferred without a break."""
    count = 0
    for one in called:
        if one not in PREFERRED:
            break
        count += 1
    return count


def _by_time(one: InLine) -> tuple[datetime, int]:
    return one.appointment_at or one.since, one.number
