"""The memory of stocks: what each stood at, day by day."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from motcua.ground.directory.api import Unit
from motcua.insight.operations.models import StockPoint
from motcua.insight.operations.queries.reckoning import Reckoned
from motcua.insight.operations.rules.wall import Tile
from motcua.insight.operations.rules.window import Window, window_of

KEPT_DAYS = 800
_AT_ONCE = 1000


def remembered(tile: Tile, values: Mapping[int, Reckoned], day: date) -> dict[int, Reckoned]:
    """The stocks of now with the points of the days before; today's point is kept. Days on which nobody looked stay empty."""
    window = window_of("now", day)
    memory: dict[int, dict[date, int]] = {}
    for point in StockPoint.objects.filter(tile=tile.key, day__range=window.shown):
        memory.setdefault(point.unit_id, {})[point.day] = point.value
    now = {one: int(values[one].value or 0) if one in values else 0 for one in {*values, *memory}}
    _keep(tile, {one: value for one, value in now.items() if memory.get(one, {}).get(day) != value}, day)
    return {one: _with_memory(value, {**memory.get(one, {}), day: value}, window) for one, value in now.items()}


def _keep(tile: Tile, changed: Mapping[int, int], day: date) -> None:
    """Agencies above the communes only: a point a day for each commune and tile would be most of the table."""
    agencies = Unit.objects.exclude(level=Unit.Level.COMMUNE)
    above = set(agencies.values_list("pk", flat=True))
    points = [StockPoint(tile=tile.key, unit_id=one, day=day, value=value) for one, value in changed.items() if one in above]
    StockPoint.objects.bulk_create(
        points, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["tile", "unit", "day"], update_fields=["value"]
    )
    StockPoint.objects.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()


def _with_memory(value: int, memory: Mapping[date, int], window: Window) -> Reckoned:
    before = memory.get(window.last[0])
    points = [str(memory[point]) if point in memory else None for point in window.points]
    return Reckoned(Decimal(value), None if before is None else Decimal(before), points)
