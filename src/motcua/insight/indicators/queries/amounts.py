"""Amounts of the whole province by unit, procedure and part: what reports of many units are filled from, in few statements."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.models import DailyFigure
from motcua.insight.indicators.rights import READ
from motcua.kernel.actor import Actor

Place = tuple[int, str, str]  # unit, procedure, part


@dataclass(frozen=True, slots=True)
class Window:
    """Days for flows, both included; `now` is the legal moment at which stocks are looked at, `past` that it has gone by."""

    first: date
    last: date
    now: datetime
    past: bool = False


def amounts(keys: Collection[str], window: Window, *, below: Unit | None = None, actor: Actor) -> dict[str, dict[Place, int]]:
    """The amounts of flows and stocks by key and place, at or below a unit (None: everywhere). Flows come from the roll-ups in one
    statement, each stock from its records in one. Ratios are not amounts: they are worked out of these. Unknown keys are left out.
    """
    require(actor, READ, unit_path=below.path if below is not None else "/")
    known = [registered()[key] for key in keys if key in registered()]
    found: dict[str, dict[Place, int]] = {indicator.key: {} for indicator in known}
    flows = [indicator.key for indicator in known if indicator.kind == "flow"]
    kept = DailyFigure.objects.filter(indicator__in=flows, day__range=(window.first, window.last))
    if below is not None:
        kept = kept.filter(unit__path__startswith=below.path)
    columns = ("indicator", "unit_id", "procedure", "part")
    for row in kept.order_by().values(*columns).annotate(amount=Sum("value")) if flows else ():
        found[row["indicator"]][(row["unit_id"], row["procedure"], row["part"])] = row["amount"]
    units = Unit.objects.at_or_below(below.path).values_list("pk", flat=True) if below is not None else None
    for indicator in known:
        if indicator.kind == "stock" and indicator.value is not None:
            into = found[indicator.key]
            for row in indicator.value(Scope(window.now, units=units, past=window.past)):
                place = (row["cell_unit"], row["cell_procedure"] or "", row["cell_part"])
                into[place] = into.get(place, 0) + row["amount"]
    return found
