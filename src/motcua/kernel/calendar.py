"""Which days are worked: weekends, public holidays, substitute days and Saturdays worked in exchange.

The days are data with a source each (`data/holidays_vn.csv`); rows tagged `check` are announced or foreseen, not confirmed.
Source of the rule: Labour Code 45/2019/QH14, article 112 (article 115 of the 2012 code before 2021).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

DayKind = Literal["holiday", "compensation", "working_swap"]
_DATA = Path(__file__).parent / "data" / "holidays_vn.csv"
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_announced: Path | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that differs from its weekday, with names, source and how sure the source is."""

    day: date
    kind: DayKind
    name_vi: str
    name_en: str
    source: str
    tag: str = "sure"


@dataclass(frozen=True)
class WorkingCalendar:
    """The worked days of a country: Monday to Friday but `holidays`, and also `working_swaps`."""

    holidays: Mapping[date, Holiday] = field(default_factory=dict)
    working_swaps: Mapping[date, Holiday] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """The same for calendars with the same days off and days worked in exchange, and different otherwise."""
        days = [*sorted(day.isoformat() for day in self.holidays), "/", *sorted(day.isoformat() for day in self.working_swaps)]
        return sha256(" ".join(days).encode()).hexdigest()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.working_swaps:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add_working_days(self, day: date, count: int) -> date:
        """The day `count` working days after `day`, which itself is not counted; 0 gives `day` back."""
        if count < 0:
            raise ValueError("working days are counted forward only")
        for _ in range(count):
            day = self.next_working_day(day + _ONE_DAY)
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day on or after `day`."""
        for _ in range(366):
            if self.is_working_day(day):
                return day
            day += _ONE_DAY
        raise ValueError("no working day within a year: the calendar is wrong")

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first` up to and including `last`; negative when `last` is earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working_day(first + timedelta(days=offset)) for offset in range(1, (last - first).days + 1))


def use_announced(path: Path | None) -> None:
    """Where days announced after this program was made are written (same columns as the file of the house); None for nowhere."""
    global _announced
    _announced = path


def viet_nam() -> WorkingCalendar:
    """The calendar of Viet Nam for 2021 to 2027, with what was announced since; outside these years only weekends are known.

    A changed file of announced days counts at once, without a new start. A broken one counts for nothing (`announced_fault`).
    """
    return _kept()[0]


def announced_fault() -> str:
    """What is wrong with the file of announced days; empty when nothing is."""
    return _kept()[1]


def _kept() -> tuple[WorkingCalendar, str]:
    path = _announced
    changed = path.stat().st_mtime_ns if path is not None and path.exists() else 0
    return _read(path if changed else None, changed)


@lru_cache(maxsize=4)
def _read(path: Path | None, _changed: int) -> tuple[WorkingCalendar, str]:
    days, fault = {day.day: day for day in read_days(_DATA)}, ""
    try:
        days |= {day.day: day for day in read_days(path)} if path else {}
    except (KeyError, ValueError) as error:
        fault = str(error) or "unreadable"
    calendar = WorkingCalendar(
        holidays={day: entry for day, entry in days.items() if entry.kind != "working_swap"},
        working_swaps={day: entry for day, entry in days.items() if entry.kind == "working_swap"},
    )
    return calendar, fault


def read_days(path: Path) -> list[Holiday]:
    """The rows of a file of days; raises `ValueError` naming the line of a broken row."""
    days: list[Holiday] = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if row["kind"] not in {"holiday", "compensation", "working_swap"}:
                raise ValueError(f"{path.name}, line {line}: unknown kind {row['kind']!r}")
            try:
                day = date.fromisoformat(row["date"])
            except ValueError as error:
                raise ValueError(f"{path.name}, line {line}: {error}") from error
            kind = cast("DayKind", row["kind"])
            days.append(Holiday(day, kind, row["name_vi"], row["name_en"], row["source"], row["tag"]))
    return days
