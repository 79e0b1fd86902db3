"""Where a cell comes from: the records of the unit's own part, and the reports below that were taken in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from motcua.blocks.measures.api import Indicator, Scope, registered
from motcua.ground.directory.api import Unit, unit_by_code
from motcua.insight.reporting.models import Report, SheetKept
from motcua.insight.reporting.queries.drafts import fits, kinds, moment_of
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rules.forms import TOTAL, Form, Source, Way
from motcua.insight.reporting.rules.sheets import Value, read, subtotal
from motcua.insight.reporting.rules.tree import reporters
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import Procedure


@dataclass(frozen=True)
class Behind:
    """A cell: how it is made, its records if it comes from any, and what each report below brought into it."""

    form: Form
    way: Way
    indicator: Indicator | None
    records: QuerySet[Any] | None
    below: Sequence[tuple[Report, Value]]


def behind(report: Report, form_code: str, row: str, column: str) -> Behind:
    """Everything behind a cell of a report the caller has read; the total row and the sums by level too. `NotFound` for no such cell."""
    try:
        form = regime_of(report.period).form(form_code)
        way = form.column(column) if row == TOTAL else form.way(row, column)
    except KeyError as error:
        raise NotFound(words("There is no such cell.")) from error
    source, fixed = way.source, [one.key for one in form.rows]
    if fixed and row not in {*fixed, TOTAL}:
        raise NotFound(words("There is no such cell."))
    indicator = registered().get(source.indicator) if source is not None else None
    records = _records(report, form, source, indicator, row) if source is not None and indicator is not None else None
    return Behind(form, way, indicator, records, _below(report, form, row, column))


def _records(report: Report, form: Form, source: Source, indicator: Indicator, row: str) -> QuerySet[Any]:
    assert indicator.records is not None  # a flow or stock has them
    period, now = report.period, report.filled_at or clock.now()
    moment = moment_of(period, source.at, now)
    flow = indicator.kind == "flow"
    scope = Scope(
        moment,
        first=period.first if flow else None,
        last=period.last if flow else None,
        units=_own_units(report),
        past=moment < clock.now(),
        procedures=_procedures(form, source, row),
    )
    either = Q()
    for part in source.parts or (None,):
        either |= Q(pk__in=indicator.records(replace(scope, part=part)).values("pk"))
    found: QuerySet[Any] = indicator.records(Scope(moment)).model._default_manager.filter(either)
    return found


def _procedures(form: Form, source: Source, row: str) -> list[str] | None:
    """The procedures whose records fall into the row; None: all."""
    known = kinds()
    limited = bool(source.procedures or source.fields)
    by_row = form.rows_from in {"field", "procedure"} and row != TOTAL
    if not limited and not by_row:
        return None
    codes = Procedure.objects.values_list("code", flat=True)
    return [
        code
        for code in codes
        if fits(source, known, code, source.parts[0] if source.parts else "")
        and (not by_row or known.row(form, code, 0) == row or (row.endswith(".") and known.row(form, code, 0).startswith(row)))
    ]


def _own_units(report: Report) -> list[int]:
    """The units whose records count for this report."""
    assigned = Report.objects.filter(period=report.period).values_list("unit_id", flat=True).distinct()
    paths = dict(Unit.objects.values_list("pk", "path"))
    owner = reporters(paths, list(assigned), unit_by_code(regime_of(report.period).top).pk)
    return [pk for pk, own in owner.items() if own == report.unit_id]


def _below(report: Report, form: Form, row: str, column: str) -> list[tuple[Report, Value]]:
    """What each report that was taken in has in the cell, the largest first; those without are left out."""
    if not report.taken:
        return []
    kept = SheetKept.objects.filter(report__in=[int(pk) for pk in report.taken], form=form.code).select_related("report__unit")
    found = []
    for sheet in kept:
        whole = read(sheet.whole)
        lines = {key: cells for key, cells in whole.items() if key.startswith(row)} if row.endswith(".") else {}
        value = subtotal(form, lines).get(column) if row.endswith(".") else whole.get(row, {}).get(column)
        if value:
            found.append((sheet.report, value))
    return sorted(found, key=lambda pair: (isinstance(pair[1], str), -pair[1] if not isinstance(pair[1], str) else 0))
