"""How the systems were used in a period, and where the ministry's count differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Sum

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.measurement.models import Comparison, PageCount
from motcua.insight.measurement.rights import READ
from motcua.kernel.actor import Actor

SPLITS = ("system", "page", "service", "device", "language")
MOST = 50


@dataclass(frozen=True)
class Share:
    """One line of a split: its key, visits and views."""

    key: str
    visits: int
    views: int


@dataclass(frozen=True)
class Use:
    """A period: totals, splits, days, programs apart, and the comparisons with the ministry."""

    visits: int
    views: int
    programs: int
    splits: Mapping[str, Sequence[Share]]
    days: Mapping[date, Sequence[int]]  # visits, views
    comparisons: Sequence[Comparison]


def use_of(place: Unit, first: date, last: date, *, actor: Actor) -> Use:
    """What was opened for a unit and all below it. Eight statements. `Forbidden` outside the actor's units."""
    counted = _counted(place, first, last, actor)
    people = counted.filter(is_bot=False).order_by()
    sums = people.aggregate(visits=Sum("visits", default=0), views=Sum("views", default=0))
    programs = counted.filter(is_bot=True).aggregate(views=Sum("views", default=0))["views"]
    splits = {name: _split(people, name) for name in SPLITS}
    days = {row["day"]: [row["a"], row["b"]] for row in people.values("day").annotate(a=Sum("visits"), b=Sum("views"))}
    compared = Comparison.objects.filter(day__range=(first, last)).order_by("-day", "system", "measure")[:200]
    return Use(sums["visits"], sums["views"], programs, splits, days, list(compared) if place.parent_id is None else [])


def rows_of(place: Unit, first: date, last: date, *, actor: Actor) -> QuerySet[PageCount]:
    """Every counter of the period, for a file."""
    return _counted(place, first, last, actor).select_related("unit").order_by("day", "system", "page", "pk")


def _counted(place: Unit, first: date, last: date, actor: Actor) -> QuerySet[PageCount]:
    require(actor, READ, unit_path=place.path)
    found = PageCount.objects.filter(day__range=(first, last))
    return found if place.parent_id is None else found.filter(unit__path__startswith=place.path)


def _split(people: QuerySet[PageCount], name: str) -> list[Share]:
    rows = people.values(key=F(name)).annotate(a=Sum("visits"), b=Sum("views")).order_by("-b", "key")[:MOST]
    return [Share(row["key"], row["a"], row["b"]) for row in rows]
