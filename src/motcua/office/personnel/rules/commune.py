"""Statistics of commune staff: groups of qualification, counts that always add up, shares rounded half up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.rounding import half_up
from motcua.office.personnel.rules.kinds import Level, PlaceKind

GROUPS: Mapping[str, tuple[tuple[Level, ...], str, str]] = {
    "degree": ((Level.POSTGRADUATE, Level.UNIVERSITY), "đại học trở lên", "university or higher"),
    "college": ((Level.COLLEGE,), "cao đẳng", "college"),
    "intermediate": ((Level.INTERMEDIATE,), "trung cấp", "intermediate level"),
    "elementary": ((Level.ELEMENTARY,), "sơ cấp", "elementary level"),
    "untrained": ((Level.NONE,), "chưa qua đào tạo", "not trained"),
}
"""Every level stands in exactly one group, so that the groups of a whole always make the whole."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many officials and civil servants by group of qualification."""

    officials: Mapping[str, int]
    civil_servants: Mapping[str, int]

    @property
    def all_officials(self) -> int:
        return sum(self.officials.values())

    @property
    def all_civil_servants(self) -> int:
        return sum(self.civil_servants.values())

    @property
    def staff(self) -> int:
        return self.all_officials + self.all_civil_servants


def group_of(level: str) -> str:
    """The group a level belongs to; `StopIteration` never: every level has one."""
    return next(group for group, (levels, _vi, _en) in GROUPS.items() if Level(level) in levels)


def tally(rows: Iterable[tuple[str, str, int]]) -> Tally:
    """Counts from rows of (kind of place, level, people); rows of other kinds are passed over."""
    counts = {kind: dict.fromkeys(GROUPS, 0) for kind in (PlaceKind.COMMUNE_OFFICIAL, PlaceKind.COMMUNE_CIVIL)}
    for kind, level, people in rows:
        if kind in counts:
            counts[PlaceKind(kind)][group_of(level)] += people
    return Tally(counts[PlaceKind.COMMUNE_OFFICIAL], counts[PlaceKind.COMMUNE_CIVIL])


def share(part: int, whole: int) -> Decimal:
    """The part of the whole in per cent with two places, half up; 0 of nothing."""
    return half_up(Decimal(part) * 100 / whole, 2) if whole else Decimal("0.00")
