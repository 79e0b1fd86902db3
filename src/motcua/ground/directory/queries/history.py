"""Units as they were on a day: one, many, the tree, who took over, and which were below a unit over a time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from motcua.ground.directory.models import Succession, Unit, UnitState
from motcua.ground.directory.rules.keeping import kept
from motcua.kernel.errors import NotFound, words

_MOST_STEPS = 50


class Successor(NamedTuple):
    """A unit that stands in the place of another on a day; the default one takes what no rule gives to another."""

    unit_id: int
    is_default: bool


class UnitSpan(NamedTuple):
    """A unit was in question from the first to the last day, both included."""

    unit_id: int
    first: date
    last: date


def states(day: date) -> QuerySet[UnitState]:
    """The states that hold on a day."""
    return UnitState.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


@kept
def state_on(unit_id: int, day: date) -> UnitState:
    """What the unit was on that day; raises `NotFound` when there was no such unit then. One query."""
    found = states(day).filter(unit_id=unit_id).first()
    if found is None:
        raise NotFound(words("There was no such unit on that day."), code="unit_not_then")
    return found


def states_on(unit_ids: Iterable[int], day: date) -> dict[int, UnitState]:
    """What each of the units was on that day; those that did not exist then are left out. One query."""
    return {state.unit_id: state for state in states(day).filter(unit_id__in=set(unit_ids))}


def names_on(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """The name that each unit bore on that day, for old papers and records: before its first day the first, after its
    last day the last one. One query."""
    names: dict[int, str] = {}
    known = UnitState.objects.filter(unit_id__in=set(unit_ids)).order_by("unit_id", "valid_from")
    for unit_id, name, first in known.values_list("unit_id", "name", "valid_from"):
        if unit_id not in names or first <= day:
            names[unit_id] = name
    return names


@kept
def name_on(unit_id: int, day: date) -> str:
    """The name the unit bore on that day (see `names_on`); raises `NotFound` for no unit. One query."""
    names = names_on([unit_id], day)
    if not names:
        raise NotFound(words("There is no such unit: %(unit)s."), code="unit_unknown", params={"unit": str(unit_id)})
    return names[unit_id]


def tree_on(day: date, below: int | None = None) -> list[UnitState]:
    """All units of that day, or those at or below one, each after the unit above it. One query."""
    found = states(day) if below is None else states(day).filter(path__contains=f"/{below}/")
    return sorted(found, key=lambda state: [int(step) for step in state.path.strip("/").split("/")])


def subtree_over(unit_id: int, first: date, last: date) -> list[UnitSpan]:
    """Which units were at or below the unit when, from the first to the last day, by unit and day; periods that touch are
    one. One query."""
    rows = (
        UnitState.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first), valid_from__lte=last, path__contains=f"/{unit_id}/")
        .order_by("unit_id", "valid_from")
        .values_list("unit_id", "valid_from", "valid_to")
    )
    spans: list[UnitSpan] = []
    for below, begins, ends in rows:
        span = UnitSpan(below, max(begins, first), last if ends is None else min(ends, last))
        if spans and spans[-1].unit_id == below and spans[-1].last + timedelta(days=1) == span.first:
            span = UnitSpan(below, spans.pop().first, span.last)
        spans.append(span)
    return spans


def successors_of(unit_id: int, day: date) -> list[Successor]:
    """Who stands in the unit's place on that day: itself while it exists, else who took over, and who took over from those.

    Empty when it ended without successor. As many queries as there were take-overs one after the other.
    """
    if not Unit.objects.filter(pk=unit_id, valid_to__lt=day).exists():
        return [Successor(unit_id, True)]
    standing: dict[int, bool] = {}
    ended, seen = {unit_id: True}, {unit_id}
    for _ in range(_MOST_STEPS):
        if not ended:
            break
        links = Succession.objects.filter(predecessor_id__in=ended, change__effective_on__lte=day).select_related("successor")
        following: dict[int, bool] = {}
        for link in links.order_by("id"):
            is_default = ended[link.predecessor_id] and link.is_default
            gone = link.successor.valid_to is not None and link.successor.valid_to < day
            place = following if gone else standing
            if not gone or link.successor_id not in seen:
                place[link.successor_id] = place.get(link.successor_id, False) or is_default
        seen |= set(following)
        ended = following
    return [Successor(successor, default) for successor, default in standing.items()]
