"""Periods of reports: which days they cover and when the figures are cut off (NĐ 09/2019/NĐ-CP a.12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Frequency = Literal["month", "quarter", "half", "year"]
CutOff = Literal["decree", "calendar"]
MONTHS: dict[Frequency, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_CUT_OFF_DAY = 14


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One period: its days, both included."""

    first: date
    last: date
    frequency: Frequency
    year: int
    number: int


def span_of(frequency: Frequency, year: int, number: int, cut_off: CutOff = "decree") -> Span:
    """The days of a period. By decree a month runs from the 15th of the month before to the 14th, and longer periods likewise
    (a quarter from the 15th of the month before it to the 14th of its last month); by the calendar to the last day.

    Raises ValueError when the year has no such period. Source: NĐ 09/2019/NĐ-CP a.12.
    """
    months = MONTHS[frequency]
    if not 1 <= number <= 12 // months:
        raise ValueError(f"a year has no {frequency} {number}")
    if cut_off == "decree":
        first, last = _day(year, months * (number - 1), _CUT_OFF_DAY + 1), _day(year, months * number, _CUT_OFF_DAY)
    else:
        first, last = _day(year, months * (number - 1) + 1, 1), _day(year, months * number + 1, 1) - timedelta(days=1)
    return Span(first, last, frequency, year, number)


def spans_between(frequency: Frequency, since: date, until: date, cut_off: CutOff = "decree") -> Iterator[Span]:
    """The periods whose last day lies between two days, both included, in order."""
    for year in range(since.year - 1, until.year + 2):
        for number in range(1, 12 // MONTHS[frequency] + 1):
            span = span_of(frequency, year, number, cut_off)
            if since <= span.last <= until:
                yield span


def _day(year: int, month: int, day: int) -> date:
    """A day of a month counted from the January of a year; month 0 is the December before it."""
    index = year * 12 + month - 1
    return date(index // 12, index % 12 + 1, day)
