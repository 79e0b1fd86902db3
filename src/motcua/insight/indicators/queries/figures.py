"""Figures of a unit and everything below it; who may see them is decided here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, subtree_ids, unit
from motcua.insight.indicators.models import DailyFigure
from motcua.insight.indicators.rights import READ
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked: legal days from `first` to `last`, both included, of one procedure or of all; `now` dates a stock."""

    first: date
    last: date
    now: datetime
    procedure: str | None = None


@dataclass(frozen=True)
class Figure:
    """A number and its parts, in the order of the indicator's dimension; None when a ratio has nothing to divide by."""

    indicator: Indicator
    total: int | Decimal | None
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class UnitFigure:
    """The figures of one unit, everything below it included."""

    unit: Unit
    figures: Mapping[str, Figure]


def figures(*, actor: Actor, unit_id: int, period: Period) -> dict[str, Figure]:
    """Every registered figure of the unit and all below it, by key. Forbidden above or beside the actor's posts."""
    place = _allowed(actor, unit_id)
    counts = {indicator.key: _parts(row["counts"] for row in _rows(indicator, place, period, ())) for indicator in _counted()}
    return _with_ratios(counts)


def figures_by_unit(*, actor: Actor, unit_id: int, period: Period) -> list[UnitFigure]:
    """The figures of each unit directly below, and last of the unit's own records, for a table; units with nothing are left out."""
    place = _allowed(actor, unit_id)
    below = {child.path: child for child in Unit.objects.filter(parent_id=unit_id)}
    owner = {pk: below.get(_step(path, place.path), place) for pk, path in Unit.objects.at_or_below(place.path).values_list("pk", "path")}
    found: dict[Unit, dict[str, Counter[str]]] = defaultdict(dict)
    for indicator in _counted():
        for row in _rows(indicator, place, period, ("unit",)):
            found[owner[row["unit"]]].setdefault(indicator.key, Counter()).update(row["counts"])
    shown = sorted(found, key=lambda one: (one == place, one.name))
    return [UnitFigure(one, _with_ratios(found[one])) for one in shown]


def figures_by_procedure(*, actor: Actor, unit_id: int, period: Period) -> dict[str, dict[str, Figure]]:
    """The figures per procedure code, for a table."""
    return _grouped(actor, unit_id, period, "procedure", _counted())


def figures_by_day(*, actor: Actor, unit_id: int, period: Period) -> dict[date, dict[str, Figure]]:
    """The flows per day on which anything happened, in order, for a chart."""
    flows = [indicator for indicator in _counted() if indicator.kind == "flow"]
    return _grouped(actor, unit_id, period, "day", flows)


def records_behind(*, actor: Actor, key: str, unit_id: int, period: Period, part: str | None = None) -> QuerySet[Any]:
    """The records behind one number of `figures`; refuses with NotFound for a ratio or an unknown key."""
    indicator = registered().get(key)
    if indicator is None or indicator.records is None:
        raise NotFound(words("There is no such figure."))
    place = _allowed(actor, unit_id)
    return indicator.records(_scope(indicator, place, period, part))


def _grouped(actor: Actor, unit_id: int, period: Period, by: str, indicators: list[Indicator]) -> dict[Any, dict[str, Figure]]:
    place = _allowed(actor, unit_id)
    found: dict[Any, dict[str, Counter[str]]] = defaultdict(dict)
    for indicator in indicators:
        for row in _rows(indicator, place, period, (by,)):
            found[row[by]].setdefault(indicator.key, Counter()).update(row["counts"])
    return {one: _with_ratios(found[one]) for one in sorted(found)}


def _allowed(actor: Actor, unit_id: int) -> Unit:
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    return place


def _step(path: str, above: str) -> str:
    """The path of the unit directly below `above` through which `path` goes."""
    return above + path[len(above) :].partition("/")[0] + "/"


def _counted() -> list[Indicator]:
    return [indicator for indicator in registered().values() if indicator.kind != "ratio"]


def _scope(indicator: Indicator, place: Unit, period: Period, part: str | None = None) -> Scope:
    flow = indicator.kind == "flow"
    return Scope(
        now=period.now,
        first=period.first if flow else None,
        last=period.last if flow else None,
        units=None if place.parent_id is None else subtree_ids(place.pk),
        procedure=period.procedure,
        part=part,
    )


def _rows(indicator: Indicator, place: Unit, period: Period, by: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    """Counts per part, split further `by` unit, procedure or day; flows from the roll-ups, stocks from the records."""
    if indicator.kind == "flow":
        kept = DailyFigure.objects.filter(indicator=indicator.key, day__range=(period.first, period.last))
        if place.parent_id is not None:
            kept = kept.filter(unit__path__startswith=place.path)
        if period.procedure is not None:
            kept = kept.filter(procedure=period.procedure)
        for row in kept.order_by().values("part", *by).annotate(amount=Sum("value")):
            yield {**{name: row[name] for name in by}, "counts": {row["part"]: row["amount"]}}
    else:
        assert indicator.value is not None  # a stock has one
        for row in indicator.value(_scope(indicator, place, period)):
            yield {**{name: row[f"cell_{name}"] for name in by}, "counts": {row["cell_part"]: row["amount"]}}


def _parts(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return total


def _with_ratios(counts: Mapping[str, Counter[str]]) -> dict[str, Figure]:
    return {key: _figure(indicator, counts) for key, indicator in registered().items()}


def _figure(indicator: Indicator, counts: Mapping[str, Counter[str]]) -> Figure:
    if indicator.numerator is None or indicator.denominator is None:
        found = counts.get(indicator.key, Counter())
        shown = indicator.dimension.parts if indicator.dimension else ()
        return Figure(indicator, found.total(), {part: found[part] for part in [*shown, *(found.keys() - set(shown))] if part})
    above, below = _amount(counts, *indicator.numerator), _amount(counts, *indicator.denominator)
    if not below:
        return Figure(indicator, None)
    exact = Decimal(above) * 100 / below
    return Figure(indicator, exact.quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_UP))


def _amount(counts: Mapping[str, Counter[str]], key: str, part: str) -> int:
    found = counts.get(key, Counter())
    return found[part] if part else found.total()
