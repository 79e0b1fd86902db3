"""Figures of a unit and everything below it; who may see them is decided here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, subtree_ids, unit
from motcua.insight.indicators.models import DailyFigure, MonthlyFigure
from motcua.insight.indicators.rights import READ
from motcua.insight.indicators.rules.months import Stretch, split
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound, words
from motcua.kernel.rounding import half_up


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked: legal days from `first` to `last`, both included, of one procedure or of all; `now` dates a stock.

    `group` keeps to the figures whose keys begin with that word; "" asks for all. `keys` keeps to these figures; none asks for all.
    When `last` has gone by, a stock is what it was at the end of that day, as far as its records can tell.
    """

    first: date
    last: date
    now: datetime
    procedure: str | None = None
    group: str = ""
    keys: frozenset[str] = frozenset()

    @property
    def past(self) -> bool:
        """Whether the last day has gone by."""
        return self.last < self.now.astimezone(VIETNAM).date()

    @property
    def moment(self) -> datetime:
        """The moment a stock is looked at: the last one of the last day, or now when that is still to come."""
        return datetime.combine(self.last, time.max, VIETNAM) if self.past else self.now

    def knows(self, indicator: Indicator) -> bool:
        """Whether the records can tell this figure for the period."""
        return indicator.as_of != "now" or not self.past


@dataclass(frozen=True)
class Figure:
    """A number and its parts, in the order of the indicator's dimension.

    None when a ratio has nothing to divide by, or when the records cannot tell what there was (`known`). `above` and `below` are
    what a ratio is worked out of.
    """

    indicator: Indicator
    total: int | Decimal | None
    parts: Mapping[str, int] = field(default_factory=dict)
    above: int | None = None
    below: int | None = None
    known: bool = True


@dataclass(frozen=True)
class UnitFigure:
    """The figures of one unit, everything below it included."""

    unit: Unit
    figures: Mapping[str, Figure]


def figures(*, actor: Actor, unit_id: int, period: Period) -> dict[str, Figure]:
    """Every registered figure of the unit and all below it, by key. Forbidden above or beside the actor's posts."""
    place = _allowed(actor, unit_id)
    return _shown(_counts(place, period)[None], period)


def figures_by_unit(*, actor: Actor, unit_id: int, period: Period) -> list[UnitFigure]:
    """The figures of each unit directly below, and last of the unit's own records, for a table; units with nothing are left out."""
    place = _allowed(actor, unit_id)
    below = {child.path: child for child in Unit.objects.filter(parent_id=unit_id)}
    owner = {pk: below.get(_step(path, place.path), place) for pk, path in Unit.objects.at_or_below(place.path).values_list("pk", "path")}
    found: dict[Unit, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for pk, counts in _counts(place, period, "unit").items():
        for key, count in counts.items():
            found[owner[pk]][key].update(count)
    shown = sorted(found, key=lambda one: (one == place, one.name))
    return [UnitFigure(one, _shown(found[one], period)) for one in shown]


def figures_by_procedure(*, actor: Actor, unit_id: int, period: Period) -> dict[str, dict[str, Figure]]:
    """The figures per procedure code, for a table."""
    found = _counts(_allowed(actor, unit_id), period, "procedure")
    return {code: _shown(found[code], period) for code in sorted(found)}


def figures_by_day(*, actor: Actor, unit_id: int, period: Period) -> dict[date, dict[str, Figure]]:
    """The flows per day on which anything happened, in order, for a chart."""
    found = _counts(_allowed(actor, unit_id), period, "day", stocks=False)
    return {day: _shown(found[day], period) for day in sorted(found)}


def records_behind(*, actor: Actor, key: str, unit_id: int, period: Period, part: str | None = None) -> QuerySet[Any]:
    """The records behind one number of `figures`; refuses with NotFound for a ratio or an unknown key."""
    indicator = registered().get(key)
    if indicator is None or indicator.records is None:
        raise NotFound(words("There is no such figure."))
    place = _allowed(actor, unit_id)
    if not period.knows(indicator):
        raise NotFound(words("How many there were on a day gone by cannot be known from the records."), code="past_unknown")
    return indicator.records(scope_of(indicator, place, period, part))


def _allowed(actor: Actor, unit_id: int) -> Unit:
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    return place


def _step(path: str, above: str) -> str:
    """The path of the unit directly below `above` through which `path` goes."""
    return above + path[len(above) :].partition("/")[0] + "/"


def groups() -> list[str]:
    """The groups of figures, in the order of declaration."""
    return list(dict.fromkeys(indicator.group for indicator in registered().values()))


def _wanted(period: Period) -> dict[str, Indicator]:
    return {
        key: indicator
        for key, indicator in registered().items()
        if (not period.group or indicator.group == period.group) and (not period.keys or key in period.keys)
    }


def _counted(period: Period) -> list[Indicator]:
    """The flows and stocks asked for, and those that the ratios asked for are worked out of."""
    wanted = _wanted(period)
    for indicator in list(wanted.values()):
        for name, _part in filter(None, (indicator.numerator, indicator.denominator)):
            if name in registered():
                wanted[name] = registered()[name]
    return [indicator for indicator in wanted.values() if indicator.kind != "ratio"]


def scope_of(indicator: Indicator, place: Unit, period: Period, part: str | None = None) -> Scope:
    """The records of an indicator that count for a unit and period."""
    flow = indicator.kind == "flow"
    return Scope(
        now=period.moment,
        past=period.past,
        first=period.first if flow else None,
        last=period.last if flow else None,
        units=None if place.parent_id is None else subtree_ids(place.pk),
        procedure=period.procedure,
        part=part,
    )


def _counts(place: Unit, period: Period, by: str = "", *, stocks: bool = True) -> dict[Any, dict[str, Counter[str]]]:
    """Counts per part of every indicator, split `by` unit, procedure or day.

    Flows come from the roll-ups in one statement or two, each stock from its records.
    """
    found: dict[Any, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    counted = _counted(period)
    flows = [indicator.key for indicator in counted if indicator.kind == "flow"]
    columns = ("indicator", "part", by) if by else ("indicator", "part")
    for kept in roll_ups(place, period, by):
        for row in kept.filter(indicator__in=flows).order_by().values(*columns).annotate(amount=Sum("value")):
            found[row.get(by)][row["indicator"]][row["part"]] += row["amount"]
    for indicator in counted if stocks else ():
        if indicator.kind == "stock" and indicator.value is not None and period.knows(indicator):
            for row in indicator.value(scope_of(indicator, place, period)):
                found[row.get(f"cell_{by}")][indicator.key][row["cell_part"]] += row["amount"]
    return found


def roll_ups(place: Unit, period: Period, by: str) -> Iterator[QuerySet[Any]]:
    """The roll-ups of a period: whole months where nothing finer is asked for, and the days at its ends."""
    below = {} if place.parent_id is None else {"unit__path__startswith": place.path}
    months, days = split(period.first, period.last)
    if by in ("day", "procedure") or period.procedure is not None:
        months, days = None, [Stretch(period.first, period.last)]
    if months is not None:
        yield MonthlyFigure.objects.filter(month__range=(months.first, months.last), **below)
    if days:
        if period.procedure is not None:
            below["procedure"] = period.procedure
        within = Q()
        for stretch in days:
            within |= Q(day__range=(stretch.first, stretch.last))
        yield DailyFigure.objects.filter(within, **below)


def _shown(counts: Mapping[str, Counter[str]], period: Period) -> dict[str, Figure]:
    return {key: figure_of(indicator, counts, period) for key, indicator in _wanted(period).items()}


def figure_of(indicator: Indicator, counts: Mapping[str, Counter[str]], period: Period) -> Figure:
    """The figure that these counts give."""
    sources = [registered()[key] for key, _part in filter(None, (indicator.numerator, indicator.denominator)) if key in registered()]
    if not all(period.knows(one) for one in [indicator, *sources]):
        return Figure(indicator, None, known=False)
    if indicator.numerator is None or indicator.denominator is None:
        found = counts.get(indicator.key, Counter())
        shown = indicator.dimension.parts if indicator.dimension else ()
        return Figure(indicator, found.total(), {part: found[part] for part in [*shown, *(found.keys() - set(shown))] if part})
    above, below = _amount(counts, *indicator.numerator), _amount(counts, *indicator.denominator)
    if not below:
        return Figure(indicator, None, above=above, below=below)
    return Figure(indicator, half_up(Decimal(above) * indicator.per / below, indicator.decimals), above=above, below=below)


def _amount(counts: Mapping[str, Counter[str]], key: str, part: str) -> int:
    found = counts.get(key, Counter())
    return found[part] if part else found.total()
