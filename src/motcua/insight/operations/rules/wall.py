"""The wall as content: its tiles, who owns each, how old it may be, and when it raises an alert."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from motcua.insight.operations.rules.window import WindowKind
from motcua.kernel.deadlines import TimeLimit
from motcua.kernel.expressions import Expression
from motcua.onestop.catalogue.api import Condition, Key, Part, Tagged, Text

HERE, ABOVE = "here", "above"
FACTS = frozenset({"value", "last", "threshold", "age"})
Over = Literal["whole", "departments", "districts", "communes"]


class Span(Part):
    """A stretch of office time."""

    amount: int = Field(ge=1, le=400)
    unit: Literal["hour", "working_day"]

    @property
    def limit(self) -> TimeLimit:
        """The same for the kernel's clock of deadlines."""
        return TimeLimit(self.amount, self.unit)


class Post(Part):
    """Who answers: a role in a unit; the unit by its code, "here" for the one the figure is about, "above" for the agency over it."""

    unit: Annotated[str, Field(min_length=1, max_length=80)]
    role: Literal["leader", "division_head", "specialist", "auditor", "reform_officer"]


class AlertRule(Part):
    """When a figure becomes a task: the condition, for which units it is asked, and the terms."""

    over: Over
    when: Condition
    threshold: Decimal | None = None
    says: Text
    answer_within: Span
    quiet: Span  # how long after closing the same alert is not raised again
    escalate_to: Post

    @model_validator(mode="after")
    def _asks_for_what_there_is(self) -> "AlertRule":
        unknown = Expression.parse(self.when).names - FACTS
        if unknown:
            raise ValueError(f"the condition knows value, last, threshold and age, not {', '.join(sorted(unknown))}")
        return self

    def holds(self, value: Decimal | None, last: Decimal | None, age: int) -> bool:
        """Whether the figure raises an alert; `age` in minutes. Raises `ExpressionError` when it cannot be worked out."""
        facts = {"value": value, "last": last, "threshold": self.threshold, "age": age}
        return Expression.parse(self.when).holds(facts)


class Tile(Text):
    """One tile: an indicator (or one part of it) over a window of days."""

    key: Key
    indicator: Annotated[str, Field(pattern=r"^[a-z_]+\.[a-z_0-9]+$", max_length=80)]
    part: str = ""
    window: WindowKind
    picture: Literal["line", "bars"]
    better: Literal["more", "less"]
    owner: Post
    fresh_minutes: int = Field(ge=1, le=100_000)
    alert: AlertRule | None = None


class Wall(Tagged):
    """The tiles that hold from a day."""

    from_: date = Field(alias="from")
    tiles: tuple[Tile, ...] = Field(min_length=1, max_length=24)

    @model_validator(mode="after")
    def _keys_once(self) -> "Wall":
        keys = [tile.key for tile in self.tiles]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"these tiles stand twice: {', '.join(twice)}")
        return self

    def tile(self, key: str) -> Tile | None:
        """The tile of that key."""
        return next((tile for tile in self.tiles if tile.key == key), None)


class Walls(Part):
    """Every wall, each from its day."""

    walls: tuple[Wall, ...] = Field(min_length=1)

    def on(self, day: date) -> Wall:
        """The wall in force on a day; the first one before its own day."""
        return in_force(self.walls, day)


class Cell(Part):
    """Where a unit lies on the schematic map: column and row from the north-west."""

    unit: str
    at: tuple[Annotated[int, Field(ge=0, le=40)], Annotated[int, Field(ge=0, le=40)]]


class Map(Part):
    """A schematic map that holds from a day."""

    from_: date = Field(alias="from")
    tag: str = "likely"
    note: Text
    cells: tuple[Cell, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_unit_one_place(self) -> "Map":
        for seen in ([cell.unit for cell in self.cells], [cell.at for cell in self.cells]):
            if len(set(seen)) != len(seen):
                raise ValueError("a unit or a place stands twice on the map")
        return self


class Maps(Part):
    """Every map, each from its day."""

    maps: tuple[Map, ...] = Field(min_length=1)

    def on(self, day: date) -> Map:
        """The map in force on a day; the first one before its own day."""
        return in_force(self.maps, day)


Dated = TypeVar("Dated", Wall, Map)


def in_force(dated: Sequence[Dated], day: date) -> Dated:
    """The newest of those that have begun, else the earliest."""
    begun = [one for one in dated if one.from_ <= day]
    return max(begun, key=lambda one: one.from_) if begun else min(dated, key=lambda one: one.from_)
