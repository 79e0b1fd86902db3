"""What the records give for every cell of every reporting unit, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from motcua.blocks.measures.api import registered
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import Place, Window, amounts
from motcua.insight.reporting.models import Period
from motcua.insight.reporting.rules.forms import Form, Source
from motcua.insight.reporting.rules.regimes import Regime
from motcua.insight.reporting.rules.sheets import Sheet, Value
from motcua.insight.reporting.rules.tree import reporters
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import Procedure

Counts = Mapping[tuple[str, str], Mapping[Place, int]]  # (indicator, at) -> by reporting unit, procedure and part
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Level and field of each procedure: the rows of forms by field."""

    level: Mapping[str, str]
    field: Mapping[str, str]

    def row(self, form: Form, procedure: str, unit_id: int) -> str:
        """The row a record of the procedure falls into, in a form without fixed rows."""
        if form.rows_from == "field":
            return f"{self.level.get(procedure, '')}.{self.field.get(procedure, '')}"
        return f"u{unit_id}" if form.rows_from == "unit" else procedure


def kinds() -> Kinds:
    """Of every procedure, abolished ones too. One query."""
    rows = list(Procedure.objects.values_list("code", "level", "field_code"))
    return Kinds({code: level for code, level, _field in rows}, {code: field for code, _level, field in rows})


def moment_of(period: Period, at: str, now: datetime) -> datetime:
    """The moment a stock is looked at: the last one before the period, or the last one of it (now, while it runs)."""
    if at == "start":
        return datetime.combine(period.first, time(), VIETNAM) - _MOMENT
    return min(now, datetime.combine(period.last + timedelta(days=1), time(), VIETNAM) - _MOMENT)


def own_figures(
    period: Period,
    regime: Regime,
    assigned: Collection[int],
    top: int,
    now: datetime,
    *,
    only: Unit | None = None,
    forms: Iterable[str] = (),
) -> dict[int, dict[str, Sheet]]:
    """By reporting unit and form what the records of the unit itself give: those of the units below that report themselves are not in it.

    `only` limits to one unit. Statements: one for the units, one for the procedures, one for all flows, one for each stock and moment.
    """
    wanted = set(forms) or {form.code for form in regime.forms}
    chosen = [form for form in regime.forms if form.code in wanted]
    counts = _counts(period, chosen, assigned, top, now, only)
    known = kinds()
    found: dict[int, dict[str, Sheet]] = defaultdict(lambda: {form.code: {} for form in chosen})
    for form in chosen:
        for pk in (only.pk,) if only is not None else assigned:
            found[pk][form.code] = {f"u{pk}": {}} if form.rows_from == "unit" else {}
        _fill(form, counts, known, found, only)
    return dict(found)


def _counts(period: Period, forms: Iterable[Form], assigned: Collection[int], top: int, now: datetime, only: Unit | None) -> Counts:
    """The amounts that the forms ask for, added up for the reporting units."""
    sources = {(source.indicator, source.at) for form in forms for _row, _column, source in cells_with_source(form)}
    paths = dict(Unit.objects.values_list("pk", "path"))
    owner = reporters(paths, assigned, top)
    below = only if only is not None and only.pk != top else None
    found: dict[tuple[str, str], dict[Place, int]] = {}
    for at in sorted({at for _key, at in sources}):
        keys = [key for key, one in sources if one == at and key in registered()]
        moment = moment_of(period, at, now)
        window = Window(period.first, min(period.last, now.astimezone(VIETNAM).date()), moment, past=moment < now)
        for key, places in amounts(keys, window, below=below, actor=SYSTEM).items():
            into: dict[Place, int] = defaultdict(int)
            for (unit_id, procedure, part), amount in places.items():
                into[owner[unit_id], procedure, part] += amount
            found[key, at] = into
    return found


def cells_with_source(form: Form) -> list[tuple[str, str, Source]]:
    """The cells that come from records: row ("" for every row of a form without fixed ones), column and source."""
    found = []
    for row in [row.key for row in form.rows if not row.heading] or [""]:
        for column in form.columns:
            source = form.way(row, column.key).source
            if source is not None:
                found.append((row, column.key, source))
    return found


def fits(source: Source, known: Kinds, procedure: str, part: str) -> bool:
    """Whether records of a procedure and part count for a source."""
    return (
        (not source.parts or part in source.parts)
        and (not source.procedures or procedure in source.procedures)
        and (not source.fields or known.field.get(procedure, "") in source.fields)
    )


def _fill(form: Form, counts: Counts, known: Kinds, found: Mapping[int, dict[str, Sheet]], only: Unit | None) -> None:
    for row, column, source in cells_with_source(form):
        if row:
            for sheets in found.values():
                sheets[form.code].setdefault(row, {}).setdefault(column, Decimal(0))
        for (unit_id, procedure, part), amount in counts.get((source.indicator, source.at), {}).items():
            if unit_id not in found or (only is not None and unit_id != only.pk) or not fits(source, known, procedure, part):
                continue
            cells = found[unit_id][form.code].setdefault(row or known.row(form, procedure, unit_id), {})
            before: Value = cells.get(column, Decimal(0))
            cells[column] = (before if isinstance(before, Decimal) else Decimal(0)) + amount
    counted = dict.fromkeys((column for _row, column, _source in cells_with_source(form)), Decimal(0)) if not form.rows else {}
    for sheets in found.values() if counted else ():
        for key, cells in sheets[form.code].items():
            sheets[form.code][key] = {**counted, **cells}
