"""Amounts of flows for every unit at once, in days or months: for jobs that keep figures of the whole house."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from motcua.blocks.permissions.api import require
from motcua.insight.indicators.models import DailyFigure, MonthlyFigure
from motcua.insight.indicators.rights import READ
from motcua.insight.indicators.rules.months import Stretch, split
from motcua.kernel.actor import Actor

Step = Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class AmountInTime:
    """How much of a flow (one part of it) fell into a step (None: the whole stretch) in a unit's own records."""

    indicator: str
    part: str
    unit_id: int
    step: date | None
    amount: int


def over_time(
    keys: Collection[str], first: date, last: date, *, actor: Actor, step: Step | None = None, below: str = "/"
) -> Iterator[AmountInTime]:
    """The roll-ups of these flows between two days, of every unit whose path begins with `below`. Two statements at most.

    A step of months may come in two rows of one month.

    Errors: `Forbidden` where the actor may not read figures.
    """
    require(actor, READ, unit_path=below)
    for kept, when in _kept(first, last, step):
        found = kept.filter(indicator__in=sorted(keys))
        if below != "/":
            found = found.filter(unit__path__startswith=below)
        columns = ["indicator", "part", "unit_id"]
        if step is not None:
            found = found.annotate(step=when)
            columns.append("step")
        for row in found.order_by().values(*columns).annotate(amount=Sum("value")).iterator(chunk_size=2000):
            yield AmountInTime(row["indicator"], row["part"], row["unit_id"], row.get("step"), row["amount"])


def _kept(first: date, last: date, step: Step | None) -> Iterator[tuple[QuerySet[Any], Any]]:
    """Whole months from the monthly roll-ups where no day is asked for, the rest from the daily ones; with what says the step."""
    months, days = split(first, last) if step != "day" else (None, [Stretch(first, last)])
    if months is not None:
        yield MonthlyFigure.objects.filter(month__range=(months.first, months.last)), F("month")
    if days:
        within = Q()
        for stretch in days:
            within |= Q(day__range=(stretch.first, stretch.last))
        yield DailyFigure.objects.filter(within), F("day") if step == "day" else TruncMonth("day")
