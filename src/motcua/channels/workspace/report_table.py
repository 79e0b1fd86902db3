"""A form as the page shows it: each cell with its value, where it leads, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from motcua.channels.workspace.reporting_words import finding_said, told
from motcua.insight.reporting.api import Column, Filled, Finding, Form, Line, ReportPage, Table, Value, may_enter, written


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: its text, the page about it, whether something is wrong with it or it was entered by hand."""

    text: str
    href: str
    wrong: bool
    by_hand: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the table."""

    line: Line
    name: str
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class Shown:
    """A form ready to be shown."""

    form: Form
    table: Table
    filled: Filled
    lines: Sequence[ShownLine]
    names: Mapping[str, str]
    to_enter: int

    def value(self, row: str, column: str) -> Value | None:
        """The value of a cell, sums by level too."""
        return next((line.values.get(column) for line in self.table.lines if line.key == row), None)

    def typed(self, row: str, column: str) -> str:
        """The unit's own value of a cell as it would be typed."""
        return written(self.filled.own.get(row, {}).get(column))

    def is_text(self, column: str) -> bool:
        """Whether words stand in the column."""
        return self.form.column(column).kind == "text"

    def said(self, finding: Finding) -> str:
        """A finding in a sentence."""
        return finding_said(finding, self.names.get(finding.row, finding.row), _column_name(self.form.column(finding.column)))


def shown_form(page: ReportPage, form: Form, table: Table, filled: Filled) -> Shown:
    """The form with the addresses of its cells and what is wrong at each."""
    wrong = {(one.row, one.column) for one in page.findings if one.form == form.code}
    base = reverse("work_report_cell", args=[page.report.pk])
    lines = []
    for line in table.lines:
        cells = [_cell(form, line, column, filled, (line.key, column.key) in wrong, base) for column in form.columns]
        lines.append(ShownLine(line, told(line.name), [] if line.kind == "heading" else cells))
    names = {line.line.key: line.name for line in lines}
    shown = Shown(form, table, filled, lines, names, 0)
    return Shown(form, table, filled, lines, names, len(cells_to_enter(page, shown, "")) if "edit" in page.verbs else 0)


def _cell(form: Form, line: Line, column: Column, filled: Filled, wrong: bool, base: str) -> ShownCell:
    value = line.values.get(column.key)
    href = f"{base}?{urlencode({'bieu': form.code, 'o': f'{line.key}:{column.key}'})}"
    by_hand = column.key in filled.hand.get(line.key, {})
    return ShownCell(written(value) or "–", href, wrong, by_hand, column.kind == "text")


def cells_to_enter(page: ReportPage, shown: Shown, named: str) -> list[tuple[str, str]]:
    """The hand cells of the form that belong to the actor's posts; or the one cell that is named, if it can be entered at all."""
    rows = [line.key for line in shown.table.lines if line.kind == "row"]
    if named:
        row, _split, column = named.rpartition(":")
        known = {one.key for one in shown.form.columns}
        return [(row, column)] if row in rows and column in known and not shown.form.way(row, column).formula else []
    own = {row for row in rows if shown.form.rows_from != "unit" or row == f"u{page.report.unit_id}"}
    return [
        (row, column.key)
        for row in rows
        if row in own
        for column in shown.form.columns
        if (owner := shown.form.way(row, column.key).hand) is not None and may_enter(page.posts, owner)
    ]


def cell_label(shown: Shown, row: str, column: str) -> str:
    """A cell in words: its row and its column with number."""
    return f"{shown.names.get(row, row)} – {_column_name(shown.form.column(column))}"


def _column_name(column: Column) -> str:
    group = f"{told(column.group)}: " if column.group is not None else ""
    return f"{column.no} {group}{told(column)}".strip()
