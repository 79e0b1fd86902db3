"""The life of a unit as stretches of days, and what changes do to the lives of many: pure, so that random histories can try it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a unit is on its days; other units by their ids. `code` is the official one of those days."""

    code: str
    kind: str
    level: str
    name: str
    formal_name: str
    short_name: str
    parent_id: int | None = None
    body_id: int | None = None
    serves_id: int | None = None
    territory_kind: str = ""
    agency_code: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first to the last day (none: until further notice) a unit is this; `change` is what began it."""

    first: date
    last: date | None
    facts: Facts
    path: str = ""
    change: int | None = None

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change does to one unit from `day` on: `values` replace facts, `ends` closes it the day before.

    For a unit that begins, `values` hold all facts and `begins` is true. `successors` are ids, the default one first.
    """

    unit_id: int
    day: date
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    begins: bool = False
    ends: bool = False
    successors: tuple[int, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


class Problem(NamedTuple):
    """Why lives cannot be like this: `circle`, `orphan` (no unit above on that day), `code_twice`, `not_then`, `never`."""

    kind: str
    unit_id: int
    day: date
    other: object = None


Life = tuple[Stretch, ...]


def edited(life: Life, edit: Edit, change: int | None) -> Life | Problem:
    """The life after one edit. What a later stretch had changed by itself stays; what it had only kept is carried forward."""
    if edit.begins:
        return (Stretch(edit.day, None, Facts(**edit.values), change=change),)  # type: ignore[arg-type] # checked by the caller
    if not any(stretch.holds_on(edit.day) for stretch in life):
        return Problem("not_then", edit.unit_id, edit.day)
    before = tuple(stretch for stretch in life if stretch.first < edit.day)
    if edit.ends:
        if not before:
            return Problem("never", edit.unit_id, edit.day)
        return (*before[:-1], replace(before[-1], last=edit.day - ONE_DAY))
    return _with_values(life, edit, change)


def _with_values(life: Life, edit: Edit, change: int | None) -> Life:
    result: list[Stretch] = []
    open_values = dict(edit.values)
    old: Facts | None = None
    for stretch in life:
        if stretch.last is not None and stretch.last < edit.day:
            result.append(stretch)
            continue
        if old is not None:  # a later stretch: what it had changed by itself is no longer ours
            open_values = {name: value for name, value in open_values.items() if getattr(stretch.facts, name) == getattr(old, name)}
        old = stretch.facts
        new = replace(stretch.facts, **open_values)  # type: ignore[arg-type] # names of facts
        if stretch.first < edit.day:
            result.append(replace(stretch, last=edit.day - ONE_DAY))
        begins = max(stretch.first, edit.day)
        result.append(replace(stretch, first=begins, facts=new, change=change if begins == edit.day else stretch.change))
    return tuple(result)


def joined(life: Sequence[Stretch]) -> Life:
    """The life without borders at which nothing changes and nothing was decided."""
    result: list[Stretch] = []
    for stretch in life:
        previous = result[-1] if result else None
        if previous and (previous.facts, previous.path, previous.change) == (stretch.facts, stretch.path, stretch.change):
            result[-1] = replace(previous, last=stretch.last)
        else:
            result.append(stretch)
    return tuple(result)


def with_paths(lives: Mapping[int, Life], outside: Mapping[int, Life], since: date) -> tuple[dict[int, Life], list[Problem]]:
    """The lives with their paths from a day on; units above that do not change are given in `outside`.

    Where the unit above moved, a stretch is divided, and the new part owes itself to that change.
    """
    days = _days_of_change((*lives.values(), *outside.values()), since)
    pieces: dict[int, list[Stretch]] = {unit: [s for s in life if s.last is not None and s.last < since] for unit, life in lives.items()}
    problems: list[Problem] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        at = _TreeOfADay(day, lives, outside)
        for unit in lives:
            stretch = at.stretch(unit)
            if stretch is None:
                continue
            path, change = at.path(unit)
            _add(pieces[unit], stretch, (day, None if following is None else following - ONE_DAY), path, change, since)
        problems += at.problems
    return {unit: joined(found) for unit, found in pieces.items()}, problems


def _days_of_change(lives: Iterable[Life], since: date) -> list[date]:
    days = {since}
    for life in lives:
        for stretch in life:
            days.add(max(stretch.first, since))
            if stretch.last is not None and stretch.last >= since:
                days.add(stretch.last + ONE_DAY)
    return sorted(days)


def _add(pieces: list[Stretch], stretch: Stretch, span: tuple[date, date | None], path: str, change: int | None, since: date) -> None:
    """One piece more; a stretch that began before `since` and keeps its path is not divided there."""
    first, last = span
    if first == since and stretch.first < since and stretch.path == path:
        pieces.append(replace(stretch, last=last))
    elif first > stretch.first and pieces and pieces[-1].facts == stretch.facts and pieces[-1].path == path:
        pieces[-1] = replace(pieces[-1], last=last)
    else:
        if first == since and stretch.first < since:
            pieces.append(replace(stretch, last=since - ONE_DAY))
        owed = stretch.change if first == stretch.first else change
        pieces.append(Stretch(first, last, stretch.facts, path, owed))


class _TreeOfADay:
    """Paths of one day, each worked out once."""

    def __init__(self, day: date, lives: Mapping[int, Life], outside: Mapping[int, Life]) -> None:
        self.day, self.lives, self.outside = day, lives, outside
        self.found: dict[int, tuple[str, int | None]] = {}
        self.problems: list[Problem] = []

    def stretch(self, unit: int) -> Stretch | None:
        return next((stretch for stretch in self.lives.get(unit, ()) if stretch.holds_on(self.day)), None)

    def path(self, unit: int) -> tuple[str, int | None]:
        """The path, and the change that the last turn of it is owed to."""
        line: list[tuple[int, Stretch]] = []
        at = unit
        base: tuple[str, int | None] = ("/", None)
        on_the_way: set[int] = set()
        while at not in self.found:
            stretch = self.stretch(at)
            if stretch is None:
                base = self._outside(at, unit if not line else line[-1][0])
                break
            if at in on_the_way:
                self.problems.append(Problem("circle", at, self.day))
                break
            on_the_way.add(at)
            line.append((at, stretch))
            if stretch.facts.parent_id is None:
                break
            at = stretch.facts.parent_id
        else:
            base = self.found[at]
        for below, stretch in reversed(line):
            own = stretch.change if stretch.first == self.day else None
            base = (f"{base[0]}{below}/", own or base[1])
            self.found[below] = base
        return self.found[unit]

    def _outside(self, unit: int, below: int) -> tuple[str, int | None]:
        known = next((stretch for stretch in self.outside.get(unit, ()) if stretch.holds_on(self.day)), None)
        if known is None:
            self.problems.append(Problem("orphan", below, self.day, unit))
            return "/", None
        return known.path, None
