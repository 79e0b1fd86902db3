"""A form as a table to be shown, printed or written to a workbook: heads, lines with their names, values as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from motcua.ground.directory.api import Unit
from motcua.insight.reporting.rules.forms import TOTAL, Column, Form, Said
from motcua.insight.reporting.rules.sheets import ReadSheet, Value, subtotal
from motcua.kernel.text import sort_key
from motcua.onestop.catalogue.api import Procedure, list_procedures

LEVELS: Mapping[str, tuple[str, Said]] = {
    "province": ("A", Said(vi="Thủ tục thuộc thẩm quyền cấp tỉnh", en="Procedures of the province")),
    "district": ("B", Said(vi="Thủ tục thuộc thẩm quyền cấp huyện", en="Procedures of the districts")),
    "commune": ("C", Said(vi="Thủ tục thuộc thẩm quyền cấp xã", en="Procedures of the communes")),
}
WHOLE = Said(vi="Tổng cộng", en="Total")
Kind = Literal["row", "heading", "part", "total"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its key in the sheet, number and name, and its values by column. `part` is the sum of the rows that follow it."""

    key: str
    no: str
    name: Said
    kind: Kind
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the upper head: its words and how many columns it spans; `single` when it is the column's only head."""

    name: Said
    span: int
    single: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A form with its lines."""

    form: Form
    heads: Sequence[Head]
    lines: Sequence[Line]

    @property
    def grouped(self) -> Sequence[Column]:
        """The columns that have a second head below a group's."""
        return [column for column in self.form.columns if column.group is not None]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of rows that are not fixed: fields, procedures and units."""

    fields: Mapping[str, Said]
    procedures: Mapping[str, Said]
    units: Mapping[str, Said]


def names_for(forms: Sequence[Form], sheets: Sequence[ReadSheet]) -> Names:
    """Names of every row of the sheets. Three queries at most."""
    rows = {row for sheet in sheets for row in sheet if row != TOTAL}
    sources = {form.rows_from for form in forms}
    fields = (
        {content.field.code: Said(vi=content.field.vi, en=content.field.en) for content in list_procedures()} if "field" in sources else {}
    )
    procedures = {}
    if "procedure" in sources:
        found = Procedure.objects.filter(code__in=rows).values_list("code", "name_vi", "name_en")
        procedures = {code: Said(vi=vi, en=en or vi) for code, vi, en in found}
    units = {}
    if "unit" in sources:
        ids = [int(row[1:]) for row in rows if row[:1] == "u" and row[1:].isdigit()]
        units = {f"u{one.pk}": Said(vi=one.formal_name, en=one.name_en or one.formal_name) for one in Unit.objects.filter(pk__in=ids)}
    return Names(fields, procedures, units)


def table_of(form: Form, whole: ReadSheet, names: Names) -> Table:
    """The form as a table; the total, if it has one, comes first."""
    if form.rows:
        lines = [Line(row.key, row.no, row, "heading" if row.heading else "row", whole.get(row.key, {})) for row in form.rows]
    elif form.rows_from == "field":
        lines = _by_level(form, whole, names)
    else:
        known = names.units if form.rows_from == "unit" else names.procedures
        rows = sorted((row for row in whole if row != TOTAL), key=lambda row: sort_key(_named(known, row).vi))
        lines = [Line(row, str(number), _named(known, row), "row", whole[row]) for number, row in enumerate(rows, 1)]
    if form.total:
        lines.append(Line(TOTAL, "", WHOLE, "total", whole.get(TOTAL, {})))
    return Table(form, _heads(form), lines)


def _by_level(form: Form, whole: ReadSheet, names: Names) -> list[Line]:
    lines: list[Line] = []
    for level, (letter, title) in LEVELS.items():
        rows = [row for row in whole if row.partition(".")[0] == level and row != TOTAL]
        if not rows:
            continue
        rows.sort(key=lambda row: sort_key(_named(names.fields, row.partition(".")[2]).vi))
        lines.append(Line(f"{level}.", letter, title, "part", subtotal(form, {row: whole[row] for row in rows})))
        lines += [
            Line(row, str(number), _named(names.fields, row.partition(".")[2]), "row", whole[row]) for number, row in enumerate(rows, 1)
        ]
    return lines


def _named(known: Mapping[str, Said], key: str) -> Said:
    return known.get(key) or Said(vi=key or "–", en=key or "–")


def _heads(form: Form) -> list[Head]:
    heads: list[Head] = []
    for column in form.columns:
        if column.group is None:
            heads.append(Head(column, 1, single=True))
        elif heads and not heads[-1].single and heads[-1].name == column.group:
            heads[-1] = Head(column.group, heads[-1].span + 1, single=False)
        else:
            heads.append(Head(column.group, 1, single=False))
    return heads


def written(value: Value | None) -> str:
    """A value as it is written in Viet Nam: 12.345,67."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
        return text.translate(str.maketrans(",.", ".,"))
    return value
