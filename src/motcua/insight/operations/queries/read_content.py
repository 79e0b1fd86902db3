"""Read the province's folder about the operations centre, with file and line of every mistake."""

from collections.abc import Collection
from pathlib import Path

from motcua.blocks.measures.api import Indicator, registered
from motcua.blocks.packs.api import Located, Problems, parse_as, read_yaml
from motcua.insight.operations.rules.wall import ABOVE, HERE, Maps, Post, Tile, Walls


def read_content(folder: Path, units: Collection[str]) -> tuple[Walls, Maps]:
    """Walls and maps of the folder; `units` are the codes of all units. Raises `PackRefused` naming every mistake."""
    tiles, cells = read_yaml(folder / "tiles.yaml"), read_yaml(folder / "map.yaml")
    walls, maps = parse_as(Walls, tiles), parse_as(Maps, cells)
    problems = Problems()
    for place, wall in enumerate(walls.walls):
        for number, tile in enumerate(wall.tiles):
            _check_tile(tile, tiles["walls"][place]["tiles"][number], units, problems)
    for place, one in enumerate(maps.maps):
        for number, cell in enumerate(one.cells):
            if cell.unit not in units:
                problems.add(cells["maps"][place]["cells"][number].error(f"there is no unit {cell.unit}", "unit"))
    problems.refuse_if_any()
    return walls, maps


def _check_tile(tile: Tile, located: Located, units: Collection[str], problems: Problems) -> None:
    indicator = registered().get(tile.indicator)
    if indicator is None:
        problems.add(located.error(f"{tile.key}: there is no indicator {tile.indicator}", "indicator"))
    else:
        _check_indicator(tile, indicator, located, problems)
    _check_post(tile.owner, located, ("owner",), units, problems)
    if tile.alert is not None:
        _check_post(tile.alert.escalate_to, located, ("alert", "escalate_to"), units, problems)


def _check_indicator(tile: Tile, indicator: Indicator, located: Located, problems: Problems) -> None:
    if tile.part and (indicator.dimension is None or tile.part not in indicator.dimension.parts):
        problems.add(located.error(f"{tile.key}: {tile.indicator} has no part {tile.part}", "part"))
    if (indicator.kind == "stock") != (tile.window == "now"):
        problems.add(located.error(f"{tile.key}: the window 'now' goes with what is there now, and with nothing else", "window"))


def _check_post(post: Post, located: Located, steps: tuple[str, ...], units: Collection[str], problems: Problems) -> None:
    if post.unit not in {HERE, ABOVE, *units}:
        problems.add(located.error(f"there is no unit {post.unit}", *steps, "unit"))
