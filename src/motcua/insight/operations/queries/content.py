"""The centre's content: read from the province's folder once per process."""

from datetime import date
from functools import cache

from django.conf import settings

from motcua.blocks.packs.api import parse_as, read_yaml
from motcua.insight.operations.rules.wall import Map, Maps, Wall, Walls

FOLDER = "operations"


def wall_on(day: date) -> Wall:
    """The wall in force on a day; `PackRefused` with file and line when the content is broken."""
    return _walls().on(day)


def map_on(day: date) -> Map:
    """The map in force on a day; `PackRefused` with file and line when the content is broken."""
    return _maps().on(day)


@cache
def _walls() -> Walls:
    return parse_as(Walls, read_yaml(settings.PROVINCE / FOLDER / "tiles.yaml"))


@cache
def _maps() -> Maps:
    return parse_as(Maps, read_yaml(settings.PROVINCE / FOLDER / "map.yaml"))
