"""The usual indicator: a count of records that lie on a day, in a unit, under a procedure and in a part.

Value and records come from one queryset, so that a number can never disagree with the list it opens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, DateField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from motcua.blocks.measures.queries.indicator import Dimension, Indicator, Kind, Label
from motcua.blocks.measures.queries.legal_day import LegalDay
from motcua.blocks.measures.rules.scope import Scope

PartOf = str | Callable[[Scope], Combinable]


@dataclass(frozen=True, slots=True)
class _Counting:
    """Which rows are counted, and by which of their fields they are placed in a cell."""

    rows: Callable[[], QuerySet[Any]]
    day: str
    unit: str
    procedure: str
    part: PartOf
    key: str = "pk"
    rows_at: Callable[[datetime], QuerySet[Any]] | None = None

    def records(self, scope: Scope) -> QuerySet[Any]:
        """The rows behind the cells of a scope."""
        limits = {
            f"{self.day}__gte": scope.since if self.day else None,
            f"{self.day}__lt": scope.until if self.day else None,
            f"{self.unit}__in": scope.units,
            self.procedure: scope.procedure,
            f"{self.procedure}__in": scope.procedures,
            f"{self.key}__in": scope.records,
        }
        rows = self.rows_at(scope.now) if self.rows_at is not None and scope.past else self.rows()
        found = rows.filter(**{name: value for name, value in limits.items() if value is not None})
        if scope.part is not None:
            found = found.alias(_of_part=_part(self.part, scope)).filter(_of_part=scope.part)
        return found

    def value(self, scope: Scope) -> QuerySet[Any, dict[str, Any]]:
        """One row per cell of a scope, with its amount."""
        a_day = LegalDay(self.day) if self.day else Value(None, output_field=DateField())
        cells: QuerySet[Any, dict[str, Any]] = (
            self.records(scope)
            .order_by()
            .annotate(cell_day=a_day, cell_unit=F(self.unit), cell_procedure=F(self.procedure), cell_part=_part(self.part, scope))
            .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
            .annotate(amount=Count("pk"))
        )
        return cells


def count_of(
    key: str,
    *,
    name: Label,
    unit_name: Label,
    kind: Kind,
    formula: Label,
    rows: Callable[[], QuerySet[Any]],
    unit: str,
    procedure: str,
    day: str = "",
    dimension: Dimension | None = None,
    part: PartOf = "",
    record: str = "pk",
    rows_at: Callable[[datetime], QuerySet[Any]] | None = None,
    stream: str = "",
    kinds: Iterable[str] = (),
) -> Indicator:
    """An indicator that counts the records of `rows()`.

    `day` is the datetime field that dates a record (a flow needs one), `unit` the field with the unit's id, `procedure` the
    field (or path) with the procedure's code, `part` the field holding a value of the dimension, or a function that
    gives an expression for it (a stock's part may depend on `scope.now`). `rows_at` gives the rows of a stock as they
    stood at a moment gone by; without it the past of a stock cannot be known. `record` is the field holding the id by which events of
    `stream` name a record, where that is not its own.
    """
    if kind == "flow" and not day:
        raise ValueError(f"{key}: a flow names the field that dates its records")
    # what is there now is there whatever its day
    counting = _Counting(rows, "" if kind == "stock" else day, unit, procedure, part, record, rows_at)
    return Indicator(
        key=key,
        name=name,
        unit=unit_name,
        kind=kind,
        formula=formula,
        dimension=dimension,
        value=counting.value,
        records=counting.records,
        stream=stream,
        record=record,
        kinds=frozenset(kinds),
        as_of="day" if kind == "flow" else "moment" if rows_at is not None else "now",
    )


def _part(part: PartOf, scope: Scope) -> Combinable:
    if callable(part):
        return part(scope)
    return Cast(F(part), CharField()) if part else Value("", output_field=CharField())
