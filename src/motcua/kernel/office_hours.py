"""When an office is open: sessions of a working day, by season and weekday. Which days are worked, the calendar says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """An unbroken stretch of office time within a day: from `start` until just before `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a session must end after it starts: {self.start:%H:%M}–{self.end:%H:%M}")


@dataclass(frozen=True, slots=True)
class Season:
    """Sessions that hold from one day of the year to another (both included, may go over New Year).

    `by_weekday` (0 Monday … 6 Sunday) overrides the ordinary `sessions`.
    """

    sessions: tuple[Session, ...]
    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (12, 31)
    by_weekday: Mapping[int, tuple[Session, ...]] = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        """Whether the day lies in the season."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of that day."""
        return self.by_weekday.get(day.weekday(), self.sessions)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The seasons of an office; the first that covers a day rules it."""

    seasons: tuple[Season, ...]

    def __post_init__(self) -> None:
        for season in self.seasons:
            for sessions in (season.sessions, *season.by_weekday.values()):
                if any(a.end > b.start for a, b in pairwise(sessions)):
                    raise ValueError("sessions of a day must follow one another without overlap")

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of that day if it is worked; empty when no season covers it."""
        for season in self.seasons:
            if season.covers(day):
                return season.sessions_on(day)
        return ()

    @classmethod
    def parse(cls, definition: Mapping[str, Any]) -> "OfficeHours":
        """Read ``{seasons: [{from: "04-16", to: "10-15", sessions: ["07:00-11:30", …], weekdays: {"4": […]}}]}``.

        Raises `ValueError` with the reason when something is missing or contradicts itself.
        """
        seasons = definition.get("seasons")
        if not isinstance(seasons, list) or not seasons:
            raise ValueError("office hours need at least one season")
        return cls(tuple(_season(season) for season in seasons))


def standard() -> OfficeHours:
    """07:00–11:30 and 13:30–17:00 all year: eight hours a day, used where a unit has set nothing else."""
    return _STANDARD


_STANDARD = OfficeHours((Season((Session(time(7), time(11, 30)), Session(time(13, 30), time(17)))),))


def _season(definition: Mapping[str, Any]) -> Season:
    sessions = _sessions(definition.get("sessions", []))
    if not sessions:
        raise ValueError("a season needs sessions, written as 07:00-11:30")
    return Season(
        sessions=sessions,
        first=_month_day(str(definition.get("from", "01-01"))),
        last=_month_day(str(definition.get("to", "12-31"))),
        by_weekday={int(weekday): _sessions(texts) for weekday, texts in dict(definition.get("weekdays", {})).items()},
    )


def _sessions(texts: list[str]) -> tuple[Session, ...]:
    sessions = []
    for text in texts:
        start, found, end = str(text).partition("-")
        if not found:
            raise ValueError(f"a session is written as 07:00-11:30, not {text!r}")
        sessions.append(Session(time.fromisoformat(start.strip()), time.fromisoformat(end.strip())))
    return tuple(sorted(sessions))


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2000-{text}")
    return day.month, day.day
