"""The wall of a unit: every tile with value, comparison, picture, owner, freshness and open alerts. A constant number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count

from motcua.blocks.measures.api import Indicator, registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.insight.operations.models import Alert, TileLook, TileValue
from motcua.insight.operations.queries.content import wall_on
from motcua.insight.operations.queries.posts import holders, post_of
from motcua.insight.operations.queries.reckoning import known
from motcua.insight.operations.rights import READ
from motcua.insight.operations.rules.wall import Tile, Wall
from motcua.insight.operations.rules.window import Window, window_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor


@dataclass(frozen=True)
class TileFace:
    """One tile as it is shown. `value` is None where nothing was counted yet or there is nothing to divide by."""

    tile: Tile
    indicator: Indicator
    window: Window
    value: Decimal | None
    last: Decimal | None
    points: Sequence[Decimal | None]
    owner: Unit
    holders: Sequence[str]
    cut_off: datetime | None
    is_fresh: bool
    alerts: int

    @property
    def change(self) -> Decimal | None:
        """Value less the period before."""
        return None if self.value is None or self.last is None else self.value - self.last


@dataclass(frozen=True)
class WallPage:
    """The wall of one unit."""

    unit: Unit
    wall: Wall
    faces: Sequence[TileFace]
    now: datetime
    looked_at: datetime | None


def wall_page(unit_id: int, *, actor: Actor) -> WallPage:
    """The wall of the unit and all below it. Five statements, whatever the size of the house. `Forbidden` outside the actor's units."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    now = clock.now()
    wall = wall_on(now.date())
    tiles = known(wall.tiles)
    looks = TileLook.objects.in_bulk()
    values = {row.tile: row for row in TileValue.objects.filter(unit_id=place.pk)}
    open_alerts = Alert.objects.filter(closed_at__isnull=True, unit__path__startswith=place.path).order_by()
    alerts = dict(open_alerts.values_list("tile").annotate(Count("pk")))
    owners = {tile.key: post_of(tile.owner, place) for tile in tiles}
    people = holders({(owners[tile.key].pk, tile.owner.role) for tile in tiles})
    faces = [
        _face(tile, values.get(tile.key), looks.get(tile.key), owners[tile.key], people, alerts.get(tile.key, 0), now) for tile in tiles
    ]
    return WallPage(place, wall, faces, now, max((look.looked_at for look in looks.values()), default=None))


def _face(
    tile: Tile,
    kept: TileValue | None,
    look: TileLook | None,
    owner: Unit,
    people: Mapping[tuple[int, str], list[str]],
    alerts: int,
    now: datetime,
) -> TileFace:
    indicator = registered()[tile.indicator]
    day = look.day if look is not None else now.date()
    nothing = Decimal(0) if look is not None and indicator.kind != "ratio" else None
    return TileFace(
        tile=tile,
        indicator=indicator,
        window=window_of(tile.window, day),
        value=kept.value if kept is not None else nothing,
        last=kept.last if kept is not None else nothing if tile.window != "now" else None,
        points=[None if point is None else Decimal(point) for point in kept.points] if kept is not None else [],
        owner=owner,
        holders=people.get((owner.pk, tile.owner.role), []),
        cut_off=look.cut_off if look is not None else None,
        is_fresh=look is not None and now - look.cut_off <= timedelta(minutes=tile.fresh_minutes),
        alerts=alerts,
    )


def tile_of(key: str) -> Tile | None:
    """The tile of today's wall."""
    return wall_on(clock.today()).tile(key)
