"""Chosen figures split by unit and procedure at once, for whoever works them into a score."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Sum

from motcua.blocks.measures.api import registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.insight.indicators.queries.figures import Period, roll_ups, scope_of
from motcua.insight.indicators.rights import READ
from motcua.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one figure; `procedure` is empty when it was not asked for."""

    key: str
    part: str
    unit_id: int
    procedure: str
    value: int


def unit_amounts(*, actor: Actor, unit_id: int, period: Period, keys: Collection[str], by_procedure: bool = False) -> Iterator[Amount]:
    """Flows and stocks of the unit and all below it, per unit, part and (if asked) procedure; ratios and unknown keys give nothing.

    Flows come from the roll-ups in a statement or two, each stock from its records: as it was at the end of the period where they can
    tell, else as it is now. Forbidden above or beside the actor's posts.
    """
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    wanted = [indicator for key, indicator in registered().items() if key in keys]
    flows = [indicator.key for indicator in wanted if indicator.kind == "flow"]
    columns = ("indicator", "part", "unit_id", *(("procedure",) if by_procedure else ()))
    for kept in roll_ups(place, period, "procedure" if by_procedure else "unit") if flows else ():
        rows = kept.filter(indicator__in=flows).order_by().values(*columns).annotate(amount=Sum("value"))
        for row in rows.iterator(chunk_size=5000):
            yield Amount(row["indicator"], row["part"], row["unit_id"], row.get("procedure", ""), row["amount"])
    for indicator in wanted:
        if indicator.kind == "stock" and indicator.value is not None:
            for cell in indicator.value(scope_of(indicator, place, period)):
                yield Amount(indicator.key, cell["cell_part"], cell["cell_unit"], cell["cell_procedure"], cell["amount"])
