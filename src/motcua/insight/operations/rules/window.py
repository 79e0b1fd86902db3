"""The days a tile is about: its own, those it is compared with, and those its picture shows."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WindowKind = Literal["today", "days7", "days30", "month", "year", "now"]
Days = tuple[date, date]
_LENGTHS = {"today": 1, "days7": 7, "days30": 30}
_SHOWN = {"today": 14, "days7": 14, "days30": 30, "month": 30, "now": 30}


@dataclass(frozen=True, slots=True)
class Window:
    """`value`, `last` and `shown` are first and last day; the picture has a point per `step`."""

    value: Days
    last: Days
    shown: Days
    step: Literal["day", "month"]

    @property
    def points(self) -> list[date]:
        """The first day of every point of the picture, in order."""
        first, last = self.shown
        if self.step == "day":
            return [first + timedelta(days=count) for count in range((last - first).days + 1)]
        return [date(last.year, month, 1) for month in range(1, last.month + 1)]


def window_of(kind: WindowKind, today: date) -> Window:
    """The window on a day.

    Today is compared with the same weekday a week ago, seven and thirty days with as many before, the month so far with as many days
    of the month before, the year so far with the same days of last year. What is there now is compared with a week ago.
    """
    if kind == "year":
        started = today.replace(month=1, day=1)
        return Window(
            (started, today), (started.replace(year=today.year - 1), _in(today.year - 1, today.month, today.day)), (started, today), "month"
        )
    shown = (today - timedelta(days=_SHOWN[kind] - 1), today)
    if kind == "month":
        before = today.replace(day=1) - timedelta(days=1)
        return Window((today.replace(day=1), today), (before.replace(day=1), _in(before.year, before.month, today.day)), shown, "day")
    if kind in {"today", "now"}:
        week_ago = today - timedelta(days=7)
        return Window((today, today), (week_ago, week_ago), shown, "day")
    length = _LENGTHS[kind]
    first = today - timedelta(days=length - 1)
    return Window((first, today), (first - timedelta(days=length), first - timedelta(days=1)), shown, "day")


def _in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
