"""The operations centre: the wall of a unit and the map below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Link, actor_of, guarded
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.units import desks_of
from motcua.channels.workspace.views.search import day_in
from motcua.channels.workspace.wall_sheet import card_of, number
from motcua.ground.directory.api import Unit, unit
from motcua.insight.operations.api import Place, Territory, Tile, territory, tile_of, waiting_for, wall_on, wall_page, window_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words

READ = "operations.read"
SECTION = "work_wall"
SCREENS = {"toi": "dark", "sang": "light"}
REFRESH_SECONDS = 60
SIDE = 100  # of a square of the map
_LONGEST = 3660


@dataclass(frozen=True, slots=True)
class Area:
    """One square of the map: where it stands, what it says, where it leads."""

    place: Place
    x: int
    y: int
    lines: list[str]
    value: str
    href: str


@guarded(READ)
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Every tile of a unit. As a large screen it comes anew by itself every minute, until somebody leaves it."""
    actor = actor_of(request)
    place, places = place_of(request, actor, READ)
    found = wall_page(place.pk, actor=actor)
    screen = SCREENS.get(request.GET.get("man-hinh", ""), "")
    context = {
        "unit": place,
        "places": places,
        "page": found,
        "cards": [card_of(face, place) for face in found.faces],
        "tabs": tabs(actor, "work_wall"),
        "screen": screen,
        "seconds": REFRESH_SECONDS,
        "screens": [
            (_("Large screen, dark"), address_with(request, **{"man-hinh": "toi"})),
            (_("Large screen, light"), address_with(request, **{"man-hinh": "sang"})),
        ],
        "leave": address_with(request, **{"man-hinh": None}),
        "layout": "workspace/wall_screen.html" if screen else "ui/workspace.html",
    }
    response = show(request, "workspace/wall.html", context, section=SECTION)
    if screen:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


@guarded(READ)
@require_GET
def area_map(request: HttpRequest) -> HttpResponse:
    """One indicator over a period, for every unit directly below; each unit opens its own map or its figures."""
    actor = actor_of(request)
    place, places = place_of(request, actor, READ)
    tiles = wall_on(clock.today()).tiles
    tile = tile_of(request.GET.get("o", "")) or tiles[0]
    first, last = _period(request, tile)
    found = territory(place.pk, tile, first, last, actor=actor)
    areas = [_area(request, one, found) for one in found.areas if one.at is not None]
    context = {
        "unit": place,
        "places": places,
        "above": place.parent if place.parent_id and may(actor, READ, unit_path=place.path.removesuffix(f"{place.pk}/")) else None,
        "found": found,
        "areas": areas,
        "rows": [(one, number(one.value, found.indicator), _deeper(request, one.unit, found)) for one in _ordered(found)],
        "width": SIDE * (max((area.x for area in areas), default=0) // SIDE + 1),
        "height": SIDE * (max((area.y for area in areas), default=0) // SIDE + 1),
        "tiles": [(one.key, one.in_language(get_language() or "vi")) for one in tiles],
        "tile_name": tile.in_language(get_language() or "vi"),
        "legend": [number(bound, found.indicator) for bound in found.bounds],
        "tabs": tabs(actor, "work_map"),
    }
    return show(request, "workspace/area_map.html", context, section=SECTION)


def place_of(request: HttpRequest, actor: Actor, capability: str) -> tuple[Unit, list[Unit]]:
    """The unit asked for, or the first the right is held in; and the units of the actor's posts."""
    places = desks_of(actor, capability)
    if not places:
        raise Forbidden(words("You hold no post today whose figures you may read."))
    asked = number_in(request, "don-vi")
    return next((one for one in places if one.pk == asked), None) or (unit(asked) if asked else places[0]), places


def tabs(actor: Actor, current: str) -> list[Link]:
    """The pages of the centre that the actor may open."""
    pages: Mapping[str, tuple[str, str]] = {
        "work_wall": (_("Wall"), READ),
        "work_map": (_("Map"), READ),
        "work_alerts": (_("Alerts"), "operations.alerts"),
        "work_forecast": (_("Forecast"), "operations.forecast"),
    }
    return [
        Link(label, reverse(name), current=name == current, count=(waiting_for(actor) or None) if name == "work_alerts" else None)
        for name, (label, right) in pages.items()
        if may(actor, right)
    ]


def _period(request: HttpRequest, tile: Tile) -> tuple[date, date]:
    """The days asked for, else those of the tile."""
    first, last = window_of(tile.window, clock.today()).value
    last = min(day_in(request, "den") or last, clock.today())
    first = day_in(request, "tu") or min(first, last)
    return (first, last) if first <= last and (last - first).days <= _LONGEST else (last.replace(day=1), last)


def _area(request: HttpRequest, place: Place, found: Territory) -> Area:
    assert place.at is not None
    column, row = place.at
    return Area(
        place, column * SIDE, row * SIDE, _lines(place.unit), number(place.value, found.indicator), _deeper(request, place.unit, found)
    )


def _lines(unit_: Unit) -> list[str]:
    """The name without its kind, on lines short enough for a square."""
    rest = unit_.name.split()
    for kind in ("Thành phố", "Thị xã", "Huyện", "Thị trấn", "Phường", "Xã"):
        if unit_.name.startswith(f"{kind} "):
            rest = unit_.name.removeprefix(f"{kind} ").split()
    lines: list[str] = []
    for word in rest:
        if lines and len(lines[-1]) + len(word) < 10:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:3]


def _deeper(request: HttpRequest, below: Unit, found: Territory) -> str:
    """Districts open the map of their communes, everything else its figures."""
    if below.kind == Unit.Kind.DISTRICT:
        return address_with(request, **{"don-vi": str(below.pk)})
    query = {"don-vi": str(below.pk), "tu": found.first.isoformat(), "den": found.last.isoformat(), "nhom": found.indicator.group}
    return f"{reverse('work_numbers')}?{urlencode(query)}"


def _ordered(found: Territory) -> list[Any]:
    """The units for the table: most first, those without a value last."""
    return sorted(found.places, key=lambda one: (one.value is None, -(one.value or 0), one.unit.name))
