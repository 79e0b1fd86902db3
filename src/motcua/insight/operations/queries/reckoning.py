"""The values of tiles for every unit at once, from the roll-ups and the live stocks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import AmountInTime, over_time
from motcua.insight.operations.rules.wall import Tile
from motcua.insight.operations.rules.window import Window, window_of
from motcua.kernel.actor import Actor
from motcua.kernel.rounding import half_up

Source = tuple[str, str]  # key of a flow or stock, and one part of it ("" all)
Sums = Mapping[Source, Mapping[int, int]]  # source -> unit -> amount, everything below included
PLACES = 4


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a tile says for one unit; None where a ratio has nothing to divide by."""

    value: Decimal | None
    last: Decimal | None
    points: list[str | None] = field(default_factory=list)


def reckon(tiles: Iterable[Tile], now: datetime, *, actor: Actor) -> dict[str, dict[int, Reckoned]]:
    """Per tile and unit. Three statements per window of flows, one per stock. Stocks come without points: memory has those."""
    paths = dict(Unit.objects.values_list("pk", "path"))
    by_window: dict[str, list[Tile]] = defaultdict(list)
    for tile in tiles:
        by_window[tile.window].append(tile)
    found: dict[str, dict[int, Reckoned]] = {}
    for kind, group in by_window.items():
        if kind == "now":
            found.update({tile.key: _stock(registered()[tile.indicator], tile.part, now, paths) for tile in group})
        else:
            found.update(_flows(group, window_of(group[0].window, now.date()), paths, actor))
    return found


def sources_of(tile: Tile) -> tuple[Source, Source | None]:
    """What a tile counts, or the two sides of its ratio."""
    indicator = registered()[tile.indicator]
    if indicator.numerator is None or indicator.denominator is None:
        return (indicator.key, tile.part), None
    return indicator.numerator, indicator.denominator


def ratio(indicator: Indicator, above: int, below: int | None) -> Decimal | None:
    """The value of an indicator from its counts; `below` is None for what is no ratio."""
    if below is None:
        return Decimal(above)
    return half_up(Decimal(above) * indicator.per / below, PLACES) if below else None


def _flows(tiles: Sequence[Tile], window: Window, paths: Mapping[int, str], actor: Actor) -> dict[str, dict[int, Reckoned]]:
    keys = {source[0] for tile in tiles for source in sources_of(tile) if source is not None}
    value = _summed(over_time(keys, *window.value, actor=actor), paths)[None]
    last = _summed(over_time(keys, *window.last, actor=actor), paths)[None]
    steps = _summed(over_time(keys, *window.shown, actor=actor, step=window.step), paths)
    return {tile.key: _units(tile, value, last, [steps[point] for point in window.points]) for tile in tiles}


def _units(tile: Tile, value: Sums, last: Sums, steps: Sequence[Sums]) -> dict[int, Reckoned]:
    indicator = registered()[tile.indicator]
    above, below = sources_of(tile)
    units: set[int] = set()
    for sums in (value, last, *steps):
        units.update(sums.get(above, ()), sums.get(below, ()) if below else ())

    def at(sums: Sums, unit_id: int) -> Decimal | None:
        return ratio(indicator, sums.get(above, {}).get(unit_id, 0), sums.get(below, {}).get(unit_id, 0) if below else None)

    return {one: Reckoned(at(value, one), at(last, one), [_written(at(step, one)) for step in steps]) for one in units}


def _stock(indicator: Indicator, part: str, now: datetime, paths: Mapping[int, str]) -> dict[int, Reckoned]:
    assert indicator.value is not None  # a stock has one
    sums: dict[int, int] = defaultdict(int)
    for row in indicator.value(Scope(now=now, part=part or None)):
        for unit_id in ancestry(paths.get(row["cell_unit"], "")):
            sums[unit_id] += row["amount"]
    return {unit_id: Reckoned(Decimal(amount), None) for unit_id, amount in sums.items()}


def _summed(rows: Iterable[AmountInTime], paths: Mapping[int, str]) -> defaultdict[date | None, dict[Source, dict[int, int]]]:
    """Sums by step, each unit with everything below it; under the part and under the whole."""
    found: defaultdict[date | None, dict[Source, dict[int, int]]] = defaultdict(dict)
    for row in rows:
        sums = found[row.step]
        for part in {row.part, ""}:
            by_unit = sums.setdefault((row.indicator, part), {})
            for unit_id in ancestry(paths.get(row.unit_id, "")):
                by_unit[unit_id] = by_unit.get(unit_id, 0) + row.amount
    return found


def ancestry(path: str) -> list[int]:
    """The ids on a path, from the root down."""
    return [int(step) for step in path.strip("/").split("/") if step]


def known(tiles: Collection[Tile]) -> list[Tile]:
    """The tiles whose indicators exist in this house."""
    return [tile for tile in tiles if tile.indicator in registered()]


def _written(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
