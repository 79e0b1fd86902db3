"""The periods of an index: a month, a quarter, a year of the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["month", "quarter", "year"]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A period of one kind, by its first day."""

    kind: Kind
    first: date

    @property
    def last(self) -> date:
        """The last day."""
        month = self.first.month + _MONTHS[self.kind] - 1
        return date(self.first.year, month, monthrange(self.first.year, month)[1])

    @property
    def key(self) -> str:
        """As it stands in an address: 2022-11, 2022-Q4, 2022."""
        if self.kind == "year":
            return f"{self.first.year}"
        return f"{self.first:%Y-%m}" if self.kind == "month" else f"{self.first.year}-Q{(self.first.month + 2) // 3}"

    def earlier(self, count: int = 1) -> "Span":
        """The period so many before this one."""
        months = self.first.year * 12 + self.first.month - 1 - count * _MONTHS[self.kind]
        return Span(self.kind, date(months // 12, months % 12 + 1, 1))


def span_of(kind: Kind, day: date) -> Span:
    """The period of that kind in which a day lies."""
    step = _MONTHS[kind]
    return Span(kind, date(day.year, (day.month - 1) // step * step + 1, 1))


def parse_span(text: str) -> Span | None:
    """The period that a key names; None when it names none from the year 2000 to 2100."""
    year, _dash, rest = text.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and 2000 <= int(year) <= 2100):
        return None
    if not rest:
        return Span("year", date(int(year), 1, 1)) if "-" not in text else None
    if rest in {"Q1", "Q2", "Q3", "Q4"}:
        return Span("quarter", date(int(year), int(rest[1]) * 3 - 2, 1))
    if rest.isascii() and rest.isdigit() and len(rest) == 2 and 1 <= int(rest) <= 12:
        return Span("month", date(int(year), int(rest), 1))
    return None
