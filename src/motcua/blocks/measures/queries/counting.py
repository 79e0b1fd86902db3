"""The usual indicator: a count of records that lie on a day, in a unit, under a procedure and in a part.

Value and records come from one queryset, so that a number can never disagree with the list it opens.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import CharField, Count, DateField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, TruncDate

from motcua.blocks.measures.queries.indicator import Dimension, Indicator, Kind, Label
from motcua.blocks.measures.rules.scope import Scope
from motcua.kernel.clock import VIETNAM

PartOf = str | Callable[[Scope], Combinable]


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
    stream: str = "",
    kinds: Iterable[str] = (),
) -> Indicator:
    """An indicator that counts the records of `rows()`.

    `day` is the datetime field that dates a record (a flow needs one), `unit` the field with the unit's id, `procedure` the
    field (or path) with the procedure's code, `part` the field holding a value of the dimension, or a function that
    gives an expression for it (a stock's part may depend on `scope.now`).
    """
    if kind == "flow" and not day:
        raise ValueError(f"{key}: a flow names the field that dates its records")
    if kind == "stock":
        day = ""  # what is there now is there whatever its day

    def records(scope: Scope) -> QuerySet[Any]:
        found = rows()
        if day and scope.since is not None:
            found = found.filter(**{f"{day}__gte": scope.since})
        if day and scope.until is not None:
            found = found.filter(**{f"{day}__lt": scope.until})
        if scope.units is not None:
            found = found.filter(**{f"{unit}__in": scope.units})
        if scope.procedure is not None:
            found = found.filter(**{procedure: scope.procedure})
        if scope.records is not None:
            found = found.filter(pk__in=scope.records)
        if scope.part is not None:
            found = found.alias(_of_part=_part(part, scope)).filter(_of_part=scope.part)
        return found

    def value(scope: Scope) -> QuerySet[Any, dict[str, Any]]:
        a_day = TruncDate(day, tzinfo=VIETNAM) if day else Value(None, output_field=DateField())
        cells: QuerySet[Any, dict[str, Any]] = (
            records(scope)
            .order_by()
            .annotate(cell_day=a_day, cell_unit=F(unit), cell_procedure=F(procedure), cell_part=_part(part, scope))
            .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
            .annotate(amount=Count("pk"))
        )
        return cells

    return Indicator(
        key=key,
        name=name,
        unit=unit_name,
        kind=kind,
        formula=formula,
        dimension=dimension,
        value=value,
        records=records,
        stream=stream,
        kinds=frozenset(kinds),
    )


def _part(part: PartOf, scope: Scope) -> Combinable:
    if callable(part):
        return part(scope)
    return Cast(F(part), CharField()) if part else Value("", output_field=CharField())
