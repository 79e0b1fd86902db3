"""Keep the daily roll-ups in step with the events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models import QuerySet, Sum

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import FirstOfMonth, Indicator, Scope, registered
from motcua.insight.indicators.models import DailyFigure, MonthlyFigure
from motcua.insight.indicators.rules.months import month_of, next_month
from motcua.kernel import clock

_AT_ONCE = 2000


def flows() -> list[Indicator]:
    """The indicators that are kept in daily roll-ups."""
    return [indicator for indicator in registered().values() if indicator.kind == "flow"]


def changing_kinds() -> frozenset[str]:
    """The kinds of events that can change a roll-up; empty when any can."""
    kinds = [indicator.kinds for indicator in flows()]
    return frozenset().union(*kinds) if all(kinds) else frozenset()


def keep_figures(events: Sequence[Event]) -> None:
    """Count anew the cells that these events touch; calling it twice changes nothing.

    The records that the events tell of say in which cells they lie now, and those cells (a day and a unit) are counted from the
    records, all parts and procedures. A cell that a record has left is put right by the nightly rebuild.
    """
    for indicator in flows():
        ids = {
            event.stream_id
            for event in events
            if event.stream == indicator.stream and (not indicator.kinds or event.kind in indicator.kinds)
        }
        if ids:
            touched: dict[date, set[int]] = defaultdict(set)
            for cell in _cells(indicator, Scope(clock.now(), records=ids)):
                touched[cell.day].add(cell.unit_id)
            for day, units in touched.items():
                _count(indicator, day, units)
            for month in {month_of(day) for day in touched}:
                _add_up(indicator, month, set().union(*(units for day, units in touched.items() if month_of(day) == month)))


def rebuild() -> int:
    """Count every roll-up anew from the records, inside the database; returns the number of cells.

    Run it where `keep_figures` cannot run at the same time: as the job `indicators.rebuild`.
    """
    total = 0
    for indicator in flows():
        with transaction.atomic():
            DailyFigure.objects.filter(indicator=indicator.key).delete()
            total += _write_all(indicator)
            MonthlyFigure.objects.filter(indicator=indicator.key).delete()
            _write_months(DailyFigure.objects.filter(indicator=indicator.key))
    with transaction.atomic():
        for kept in (DailyFigure, MonthlyFigure):
            kept.objects.exclude(indicator__in=[indicator.key for indicator in flows()]).delete()
    return total


def _write_all(indicator: Indicator) -> int:
    """One INSERT … SELECT: a year of records gives hundreds of thousands of cells, which need not pass through this program."""
    assert indicator.value is not None  # a flow has one
    database = connections[DailyFigure.objects.db]
    try:
        counted, values = indicator.value(Scope(clock.now())).query.get_compiler(connection=database).as_sql()
    except EmptyResultSet:
        return 0
    into = database.ops.quote_name(DailyFigure._meta.db_table)
    with database.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} (indicator, day, unit_id, procedure, part, value) "  # noqa: S608 (no value is written into it)
            f"SELECT %s, cell_day, cell_unit, cell_procedure, cell_part, amount FROM ({counted}) cells",
            [indicator.key, *values],
        )
        return int(cursor.rowcount)


def _count(indicator: Indicator, day: date, units: Collection[int]) -> None:
    with transaction.atomic():
        DailyFigure.objects.filter(indicator=indicator.key, day=day, unit__in=units).delete()
        _write(_cells(indicator, Scope(clock.now(), first=day, last=day, units=units)))


def _add_up(indicator: Indicator, month: date, units: Collection[int]) -> None:
    with transaction.atomic():
        MonthlyFigure.objects.filter(indicator=indicator.key, month=month, unit__in=units).delete()
        _write_months(DailyFigure.objects.filter(indicator=indicator.key, day__gte=month, day__lt=next_month(month), unit__in=units))


def _write_months(daily: QuerySet[DailyFigure]) -> None:
    months = (
        daily.order_by().annotate(month=FirstOfMonth("day")).values("indicator", "month", "unit_id", "part").annotate(value=Sum("value"))
    )
    MonthlyFigure.objects.bulk_create([MonthlyFigure(**row) for row in months], batch_size=_AT_ONCE)


def _cells(indicator: Indicator, scope: Scope) -> Iterable[DailyFigure]:
    assert indicator.value is not None  # a flow has one
    for row in indicator.value(scope).iterator(chunk_size=_AT_ONCE):
        yield DailyFigure(
            indicator=indicator.key,
            day=row["cell_day"],
            unit_id=row["cell_unit"],
            procedure=row["cell_procedure"],
            part=row["cell_part"],
            value=row["amount"],
        )


def _write(cells: Iterable[DailyFigure]) -> int:
    # read to the end before writing: SQLite must not change what a cursor still walks through
    return len(DailyFigure.objects.bulk_create(list(cells), batch_size=_AT_ONCE))
