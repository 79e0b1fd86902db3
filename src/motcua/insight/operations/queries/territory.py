"""The map of a unit: an indicator over a period, for each unit below it, with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, subtree_ids, unit
from motcua.insight.indicators.api import over_time
from motcua.insight.operations.queries.content import map_on
from motcua.insight.operations.queries.reckoning import Source, ancestry, ratio, sources_of
from motcua.insight.operations.rights import READ
from motcua.insight.operations.rules.shades import shade_of
from motcua.insight.operations.rules.wall import Map, Tile
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor

WIDE = 7  # columns of a district's communes, which have no places of their own on the map


@dataclass(frozen=True, slots=True)
class Place:
    """One unit on the map. `at` is None for agencies, which stand beside it; shade 0 is nothing counted, 1 to 5 from least to most."""

    unit: Unit
    value: Decimal | None
    shade: int
    at: tuple[int, int] | None


@dataclass(frozen=True)
class Territory:
    """The units below one, as areas and as a list."""

    unit: Unit
    tile: Tile
    indicator: Indicator
    first: date
    last: date
    areas: Sequence[Place]
    others: Sequence[Place]
    bounds: Sequence[Decimal]  # the least value of shades 2 to 5
    map: Map | None

    @property
    def places(self) -> list[Place]:
        """Every unit, for the table."""
        return [*self.areas, *self.others]


def territory(unit_id: int, tile: Tile, first: date, last: date, *, actor: Actor) -> Territory:
    """The tile's indicator between two days, for every unit directly below. Three statements. `Forbidden` outside the actor's units.

    A stock is what is there now, whatever the days.
    """
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    day = clock.today()
    children = list(Unit.objects.on(day).filter(parent_id=place.pk).exclude(kind=Unit.Kind.DIVISION).order_by("code"))
    values = _values(place, tile, first, last)
    lowest = Unit.Kind.DISTRICT if place.level == Unit.Level.PROVINCE and place.parent_id is None else Unit.Kind.COMMUNE
    areas = [child for child in children if child.kind == lowest]
    shown = map_on(day) if lowest == Unit.Kind.DISTRICT else None
    at = {cell.unit: cell.at for cell in shown.cells} if shown else {}
    bounds = shade_of([values[child.pk] for child in areas if values.get(child.pk) is not None])
    places = [
        Place(child, values.get(child.pk), bounds.shade(values.get(child.pk)), at.get(child.code) if shown else divmod(number, WIDE)[::-1])
        for number, child in enumerate(areas)
    ]
    others = [Place(child, values.get(child.pk), bounds.shade(values.get(child.pk)), None) for child in children if child.kind != lowest]
    return Territory(place, tile, registered()[tile.indicator], first, last, places, others, bounds.from_, shown)


def _values(place: Unit, tile: Tile, first: date, last: date) -> dict[int, Decimal | None]:
    """The value of each unit directly below; flows and ratios of the units below it that have nothing are missing."""
    paths = dict(Unit.objects.at_or_below(place.path).values_list("pk", "path"))
    depth = len(ancestry(place.path))
    above, below = sources_of(tile)
    sums: dict[Source, dict[int, int]] = {above: {}, **({below: {}} if below else {})}
    for key, part, unit_id, amount in _rows(place, tile, first, last):
        steps = ancestry(paths.get(unit_id, ""))
        for source in {(key, part), (key, "")} & sums.keys() if len(steps) > depth else ():
            sums[source][steps[depth]] = sums[source].get(steps[depth], 0) + amount
    units = {one for by_unit in sums.values() for one in by_unit}
    indicator = registered()[tile.indicator]
    return {one: ratio(indicator, sums[above].get(one, 0), sums[below].get(one, 0) if below else None) for one in units}


def _rows(place: Unit, tile: Tile, first: date, last: date) -> list[tuple[str, str, int, int]]:
    indicator = registered()[tile.indicator]
    if indicator.kind == "stock" and indicator.value is not None:
        scope = Scope(now=clock.now(), units=None if place.parent_id is None else subtree_ids(place.pk))
        return [(indicator.key, row["cell_part"], row["cell_unit"], row["amount"]) for row in indicator.value(scope)]
    keys = {source[0] for source in sources_of(tile) if source is not None}
    # who may see the map of a unit may see what it is made of
    return [(row.indicator, row.part, row.unit_id, row.amount) for row in over_time(keys, first, last, actor=SYSTEM, below=place.path)]
