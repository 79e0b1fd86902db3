"""What can be counted: declared once, beside the module that owns the records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import QuerySet

from motcua.blocks.measures.rules.scope import Scope

Label = Mapping[str, str]  # language -> words
Kind = Literal["flow", "stock", "ratio"]
AsOf = Literal["day", "moment", "now"]


@dataclass(frozen=True)
class Dimension:
    """One way to split an indicator: its values with their names, in the order in which they are shown."""

    key: str
    name: Label
    parts: Mapping[str, Label]


@dataclass(frozen=True)
class Indicator:
    """One figure the house can give.

    A flow happens on days and is kept in daily roll-ups; a stock is looked at live; a ratio is a numerator over a denominator,
    both named by key, in per cent (`per` 1: a mean).
    `value(scope)` gives mappings with `cell_day` (a date; None for a stock), `cell_unit` (id), `cell_procedure` (code),
    `cell_part` (a value of the dimension, "" without one) and `amount`; `records(scope)` gives the records behind them;
    `count_of` makes both from one declaration.
    `as_of` says for which past it is known: a flow by its days; a stock at any moment gone by ("moment"), or only as it is "now"
    because its records do not keep when they changed; a ratio as far as its parts.
    `stream` and `kinds` say which events can change a flow (no kinds: every event of the stream).
    """

    key: str
    name: Label
    unit: Label
    kind: Kind
    formula: Label
    dimension: Dimension | None = None
    value: Callable[[Scope], QuerySet[Any, dict[str, Any]]] | None = None
    records: Callable[[Scope], QuerySet[Any]] | None = None
    stream: str = ""
    record: str = "pk"  # the field by which events of the stream name a record
    kinds: frozenset[str] = field(default_factory=frozenset)
    numerator: tuple[str, str] | None = None  # key of a flow or stock, part ("" for the whole)
    denominator: tuple[str, str] | None = None
    per: int = 100  # what a ratio is worked out for: 100 gives per cent, 1 a mean
    decimals: int = 0  # places after the comma, rounded half up
    as_of: AsOf = "day"

    @property
    def group(self) -> str:
        """The first word of the key: figures of one group stand together."""
        return self.key.partition(".")[0]

    def __post_init__(self) -> None:
        if self.kind == "ratio":
            if self.numerator is None or self.denominator is None:
                raise ValueError(f"{self.key}: a ratio names its numerator and denominator")
        elif self.value is None or self.records is None:
            raise ValueError(f"{self.key}: a {self.kind} says its value and the records behind it")


_registered: dict[str, Indicator] = {}


def register(indicator: Indicator) -> Indicator:
    """Declare an indicator; a key declared twice raises ValueError."""
    if _registered.setdefault(indicator.key, indicator) is not indicator:
        raise ValueError(f"indicator {indicator.key} is declared twice")
    return indicator


def registered() -> dict[str, Indicator]:
    """Every declared indicator by key, in the order of declaration."""
    return dict(_registered)
