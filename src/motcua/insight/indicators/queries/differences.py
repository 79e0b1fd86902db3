"""Whether the roll-ups say what the records say."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.insight.indicators.models import DailyFigure, MonthlyFigure
from motcua.insight.indicators.rules.months import month_of
from motcua.kernel import clock

MONTH = "*"
_Place = tuple[date, int, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell whose roll-up is not what its records give; a month's has the first day and MONTH for the procedure."""

    indicator: str
    day: date
    unit_id: int
    procedure: str
    part: str
    kept: int
    counted: int


def differences() -> Iterator[Difference]:
    """Every cell in which the roll-ups and the records disagree; none is as it should be."""
    for indicator in registered().values():
        if indicator.kind == "flow":
            yield from _of(indicator)


def _of(indicator: Indicator) -> Iterator[Difference]:
    assert indicator.value is not None  # a flow has one
    counted: dict[_Place, int] = {
        (row["cell_day"], row["cell_unit"], row["cell_procedure"], row["cell_part"]): row["amount"]
        for row in indicator.value(Scope(clock.now()))
    }
    columns = ("day", "unit_id", "procedure", "part", "value")
    kept: dict[_Place, int] = {
        (day, unit_id, procedure, part): value
        for day, unit_id, procedure, part, value in DailyFigure.objects.filter(indicator=indicator.key).values_list(*columns)
    }
    yield from _of_months(indicator, counted)
    for place in sorted(counted.keys() | kept.keys()):
        if counted.get(place, 0) != kept.get(place, 0):
            yield Difference(indicator.key, *place, kept.get(place, 0), counted.get(place, 0))


def _of_months(indicator: Indicator, counted: dict[_Place, int]) -> Iterator[Difference]:
    summed: Counter[tuple[date, int, str]] = Counter()
    for (day, unit_id, _procedure, part), amount in counted.items():
        summed[month_of(day), unit_id, part] += amount
    rows = MonthlyFigure.objects.filter(indicator=indicator.key).values_list("month", "unit_id", "part", "value")
    kept = {(month, unit_id, part): value for month, unit_id, part, value in rows}
    for month, unit_id, part in sorted(summed.keys() | kept.keys()):
        told, right = kept.get((month, unit_id, part), 0), summed[month, unit_id, part]
        if told != right:
            yield Difference(indicator.key, month, unit_id, MONTH, part, told, right)
