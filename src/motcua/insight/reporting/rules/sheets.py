"""The figures of a form: what the unit itself has, the sum with the units below, and what formulas give.

A sheet is `{row: {column: value}}`; numbers are Decimal, texts text. Only what comes from records or a hand is added up;
formulas are worked out anew on the sum, so that a share of the whole is never a sum of shares.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from motcua.insight.reporting.rules.forms import TOTAL, Column, Form, parsed
from motcua.kernel.expressions import ExpressionError

Value = Decimal | str
Sheet = dict[str, dict[str, Value]]
ReadSheet = Mapping[str, Mapping[str, Value]]
Stored = Mapping[str, Mapping[str, object]]
_PLACES = Decimal("0.01")


def is_added(form: Form, row: str, column: Column) -> bool:
    """Whether the values of the cell add up over units: numbers from records or a hand."""
    return column.kind != "text" and not form.way(row, column.key).formula


def added(form: Form, sheets: Iterable[ReadSheet]) -> Sheet:
    """The sum of sheets, cell by cell; texts and formulas are left out."""
    kept = {column.key: column for column in form.columns}
    found: Sheet = {}
    for sheet in sheets:
        for row, cells in sheet.items():
            if row == TOTAL:
                continue
            into = found.setdefault(row, {})
            for key, value in cells.items():
                if isinstance(value, Decimal) and key in kept and is_added(form, row, kept[key]):
                    into[key] = _number(into.get(key)) + value
    return found


def overlaid(auto: ReadSheet, hand: ReadSheet) -> Sheet:
    """What records say, with what was entered by hand in its place."""
    found: Sheet = {row: dict(cells) for row, cells in auto.items()}
    for row, cells in hand.items():
        found.setdefault(row, {}).update(cells)
    return found


def worked_out(form: Form, own: ReadSheet, below: ReadSheet | None = None) -> Sheet:
    """The whole form: own part and units below added, formulas worked out, the total row last."""
    whole = added(form, [own, *([below] if below is not None else [])])
    for row, cells in own.items():
        texts = {key: value for key, value in cells.items() if isinstance(value, str)}
        if row != TOTAL:
            whole.setdefault(row, {}).update(texts)
    for fixed in form.rows:
        if not fixed.heading:
            whole.setdefault(fixed.key, {})
    if form.total:
        whole[TOTAL] = _total(form, whole)
    _work_formulas(form, whole)
    return whole


def _total(form: Form, whole: ReadSheet) -> dict[str, Value]:
    total: dict[str, Value] = {}
    for column in form.columns:
        if column.kind != "text" and not column.formula:
            total[column.key] = sum((_number(cells.get(column.key)) for cells in whole.values()), Decimal(0))
    return total


def subtotal(form: Form, lines: ReadSheet) -> dict[str, Value]:
    """The sum of some rows of a form, with the formulas of its columns worked out on it."""
    cells = _total(form, lines)
    for column in form.columns:
        if column.formula and (value := amount(column.formula, cells)) is not None:
            cells[column.key] = value
    return cells


def _work_formulas(form: Form, whole: Sheet) -> None:
    """In the order of the columns, then of the rows: a formula may name what stands before it."""
    across = {f"{row}__{key}": value for row, cells in whole.items() for key, value in cells.items()} if form.rows else {}
    for row, cells in whole.items():
        for column in form.columns:
            way = form.way(row, column.key) if row != TOTAL else column
            if way.formula:
                value = amount(way.formula, {**across, **cells})
                if value is None:
                    cells.pop(column.key, None)
                else:
                    cells[column.key] = value
                    across[f"{row}__{column.key}"] = value


def amount(formula: str, facts: Mapping[str, Value]) -> Decimal | None:
    """A formula over cells, to two places; an empty cell counts as 0. None where it cannot be worked out (divided by 0)."""
    expression = parsed(formula)
    try:
        found = expression.evaluate({name: _number(facts.get(name)) for name in expression.names})
    except ExpressionError:
        return None
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    exact = Decimal(found)
    return exact if exact == exact.to_integral_value() else exact.quantize(_PLACES, ROUND_HALF_UP)


def _number(value: Value | None) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def stored(sheet: ReadSheet) -> dict[str, dict[str, object]]:
    """For storing as JSON: whole numbers as they are, others and texts as text behind a sign that says which."""
    return {row: {key: _stored(value) for key, value in cells.items()} for row, cells in sheet.items()}


def read(kept: Stored) -> Sheet:
    """What was stored."""
    return {row: {key: _read(value) for key, value in cells.items()} for row, cells in kept.items()}


def _stored(value: Value) -> object:
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else {"d": str(value)}


def _read(value: object) -> Value:
    if isinstance(value, dict):
        return Decimal(value["d"])
    return Decimal(value) if isinstance(value, int) else str(value)
