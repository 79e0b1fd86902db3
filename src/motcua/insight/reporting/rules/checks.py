"""What is wrong with a filled form: cells not entered, and arithmetic that does not hold, each naming its cells."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from motcua.insight.reporting.rules.forms import TOTAL, Check, Form
from motcua.insight.reporting.rules.sheets import ReadSheet, Value, amount

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"=": operator.eq, "<=": operator.le, ">=": operator.ge}
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, at one cell: `kind` missing (nothing entered) or arithmetic (`left` and `right` are not as they must be)."""

    form: str
    row: str
    column: str
    kind: Literal["missing", "arithmetic"]
    left: str = ""
    sign: str = ""
    right: str = ""
    left_value: Decimal = Decimal(0)
    right_value: Decimal = Decimal(0)


def findings(form: Form, whole: ReadSheet, own: ReadSheet) -> list[Finding]:
    """Everything wrong with a form. `own` is what was filled for the unit itself, in which hand cells have to be."""
    return [*_missing(form, own), *_arithmetic(form, whole)]


def _missing(form: Form, own: ReadSheet) -> Iterator[Finding]:
    rows = [row.key for row in form.rows if not row.heading] or [row for row in own if row != TOTAL]
    for row in rows:
        for column in form.columns:
            needed = form.way(row, column.key).hand is not None and column.kind != "text"
            if needed and column.key not in own.get(row, {}):
                yield Finding(form.code, row, column.key, "missing")


def _arithmetic(form: Form, whole: ReadSheet) -> Iterator[Finding]:
    across = {f"{row}__{key}": value for row, cells in whole.items() for key, value in cells.items()} if form.rows else {}
    for check in form.checks:
        for row in check.rows or whole:
            cells = whole.get(row)
            if cells is not None and (found := _broken(form, check, row, {**across, **cells})) is not None:
                yield found


def _broken(form: Form, check: Check, row: str, facts: Mapping[str, Value]) -> Finding | None:
    left, right = amount(check.left, facts) or Decimal(0), amount(check.right, facts) or Decimal(0)
    if _HOLDS[check.sign](left, right):
        return None
    column = next((name.rpartition("__")[2] for name in _NAME.findall(check.left)), form.columns[0].key)
    return Finding(form.code, row, column, "arithmetic", printed(form, check.left), check.sign, printed(form, check.right), left, right)


def printed(form: Form, formula: str) -> str:
    """A formula with the numbers of columns and rows as they are printed: c4 + c5 gives (4) + (5)."""
    columns = {column.key: column.no or column.vi for column in form.columns}
    rows = {row.key: row.no or row.vi for row in form.rows}

    def cell(name: re.Match[str]) -> str:
        row, _split, column = name.group().rpartition("__")
        shown = columns.get(column, name.group())
        return f"{rows.get(row, row)} {shown}" if row else shown

    return _NAME.sub(cell, formula)
