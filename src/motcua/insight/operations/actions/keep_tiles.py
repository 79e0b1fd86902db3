"""Work out the tiles of the wall for every unit, and keep them."""

import time
from collections.abc import Mapping

from django.db import transaction

from motcua.insight.indicators.api import cut_off
from motcua.insight.operations.actions.remembering import remembered
from motcua.insight.operations.models import TileLook, TileValue
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.queries.reckoning import Reckoned, known, reckon
from motcua.insight.operations.rules.wall import Tile
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor

_AT_ONCE = 1000
_UNIQUE, _CHANGING = ["tile", "unit"], ["value", "last", "points"]
LONG = frozenset({"year"})  # windows that read many roll-ups: worked out less often


def keep_tiles(*, long: bool = False, actor: Actor = SYSTEM) -> list[str]:
    """Work out the tiles with short (or `long`) windows; returns their keys. Running it twice changes nothing.

    Rows that stay as they are are not written.
    """
    now = clock.now()
    day = now.date()
    tiles = [tile for tile in known(wall_on(day).tiles) if (tile.window in LONG) == long]
    started = time.monotonic()
    up_to = cut_off(now)
    found = reckon(tiles, now, actor=actor)
    took = int((time.monotonic() - started) * 1000 / max(len(tiles), 1))
    with transaction.atomic():
        for tile in tiles:
            values = found[tile.key]
            if tile.window == "now":
                values = remembered(tile, values, day)
            _store(tile, values)
        looks = [TileLook(tile=tile.key, looked_at=now, cut_off=up_to, day=day, took_ms=took) for tile in tiles]
        TileLook.objects.bulk_create(
            looks, update_conflicts=True, unique_fields=["tile"], update_fields=["looked_at", "cut_off", "day", "took_ms"]
        )
    return [tile.key for tile in tiles]


def _store(tile: Tile, values: Mapping[int, Reckoned]) -> None:
    held = {row.unit_id: row for row in TileValue.objects.filter(tile=tile.key)}
    fresh = [
        TileValue(tile=tile.key, unit_id=unit_id, value=one.value, last=one.last, points=one.points)
        for unit_id, one in values.items()
        if unit_id not in held or (held[unit_id].value, held[unit_id].last, held[unit_id].points) != (one.value, one.last, one.points)
    ]
    TileValue.objects.bulk_create(fresh, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_CHANGING)
    gone = [row.pk for unit_id, row in held.items() if unit_id not in values]
    for start in range(0, len(gone), _AT_ONCE):
        TileValue.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
