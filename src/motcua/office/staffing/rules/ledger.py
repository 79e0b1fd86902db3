"""The lines of the ledger of posts, and what they add up to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Line(StrEnum):
    """Why a line was written."""

    ASSIGNED = "assigned"  # the first amount of the year
    RAISED = "raised"
    LOWERED = "lowered"
    MOVED_IN = "moved_in"  # from another unit
    MOVED_OUT = "moved_out"
    HANDED_DOWN = "handed_down"  # given on to a unit below
    HANDED_BACK = "handed_back"
    TAKEN_UP = "taken_up"  # somebody fills a post
    GIVEN_BACK = "given_back"
    CARRIED = "carried"  # who was there when the year's quota was opened
    PASSED_IN = "passed_in"  # from a unit that was reorganised
    PASSED_OUT = "passed_out"


class Sums(NamedTuple):
    """What stands in a quota: posts got, posts handed on to units below, posts filled."""

    assigned: int = 0
    handed_down: int = 0
    used: int = 0

    @property
    def kept(self) -> int:
        """Posts for the unit's own people."""
        return self.assigned - self.handed_down

    @property
    def vacant(self) -> int:
        """Posts of its own that nobody fills."""
        return self.kept - self.used

    def with_line(self, change: "Sums") -> "Sums":
        """After one more line."""
        return Sums(*(one + other for one, other in zip(self, change, strict=True)))

    @property
    def holds(self) -> bool:
        """Whether these sums may stand: nothing below nought, nothing given on or filled that was not assigned."""
        return min(self) >= 0 and self.handed_down + self.used <= self.assigned


def added_up(lines: Iterable[Sums]) -> Sums:
    """The sums of these lines."""
    total = Sums()
    for line in lines:
        total = total.with_line(line)
    return total


@dataclass(frozen=True, slots=True)
class Chain:
    """How posts travel between two units of the tree: who hands back, who hands down. The common unit above is in neither."""

    back: tuple[int, ...]  # quota ids, from the giving one upwards
    down: tuple[int, ...]  # quota ids, from below the common one to the receiving one


def chain(giving: int, receiving: int, sources: Mapping[int, int | None]) -> Chain | None:
    """The way from a quota to another through those they were handed down from; None when they share none above (or are one)."""
    up, other = _line(giving, sources), _line(receiving, sources)
    shared = [one for one in up if one in other]
    if not shared or giving == receiving:
        return None
    common = shared[0]
    return Chain(tuple(up[: up.index(common)]), tuple(reversed(other[: other.index(common)])))


def _line(start: int, sources: Mapping[int, int | None]) -> list[int]:
    found: list[int] = []
    at: int | None = start
    while at is not None and at not in found:
        found.append(at)
        at = sources.get(at)
    return found


class Stay(NamedTuple):
    """From the first to the last day that somebody fills a post; no last day: until further notice."""

    first: date
    last: date | None


def most_at_once(stays: Iterable[Stay], since: date) -> int:
    """The most that are there on any one day from `since` on."""
    rises: dict[date, int] = {}
    for first, last in stays:
        if last is not None and last < since:
            continue
        begin = max(first, since)
        rises[begin] = rises.get(begin, 0) + 1
        if last is not None:
            after = date.fromordinal(last.toordinal() + 1)
            rises[after] = rises.get(after, 0) - 1
    most = present = 0
    for day in sorted(rises):
        present += rises[day]
        most = max(most, present)
    return most


def in_force(years: Iterable[int], day: date) -> int | None:
    """The year whose quota counts on a day: the newest not after it; before the first, the first that comes."""
    known = sorted(years)
    earlier = [year for year in known if year <= day.year]
    return earlier[-1] if earlier else (known[0] if known else None)
