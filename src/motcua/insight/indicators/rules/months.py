"""Whole months inside a period, and the days at its ends."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def split(first: date, last: date) -> tuple[Stretch | None, list[Stretch]]:
    """The whole months (from their first day to the first day of the last of them) and the days before and after them."""
    begins = first if first.day == 1 else next_month(first)
    ends = month_of(last + timedelta(days=1))  # the first month that is not whole any more
    if begins >= ends:
        return None, [Stretch(first, last)] if first <= last else []
    days = [Stretch(first, begins - timedelta(days=1)), Stretch(ends, last)]
    return Stretch(begins, month_of(ends - timedelta(days=1))), [one for one in days if one.first <= one.last]
