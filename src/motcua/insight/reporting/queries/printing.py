"""A report as a paper (Typst, A4 landscape) and as a workbook."""

import io
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.blocks.printing.api import render_pdf
from motcua.ground.directory.api import superior_of
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.queries.sheets import sheets_of
from motcua.insight.reporting.queries.tables import Table, names_for, table_of, written
from motcua.insight.reporting.rules.regimes import Regime
from motcua.insight.reporting.rules.states import DONE
from motcua.insight.reporting.rules.words import period_in_vietnamese
from motcua.kernel import clock

_TEMPLATE = Path(__file__).resolve().parents[1] / "papers" / "report.typ"


def tables_of(report: Report) -> list[Table]:
    """Every form of a report as a table. Four queries at most."""
    regime = regime_of(report.period)
    sheets = {code: filled.whole for code, filled in sheets_of(report).items()}
    names = names_for(regime.forms, list(sheets.values()))
    return [table_of(form, sheets[form.code], names) for form in regime.forms]


def report_pdf(report: Report) -> bytes:
    """The paper: head, every form, who is missing, the place for the signature. A draft says that it is one."""
    regime = regime_of(report.period)
    at = report.approved_at or report.filled_at or report.period.opened_at
    return render_pdf(_TEMPLATE, _data(report, regime), at=at)


def _data(report: Report, regime: Regime) -> dict[str, object]:
    above = superior_of(report.unit_id)
    authority, _comma, title = report.approver_title.rpartition(", ")
    day = (report.approved_at or clock.now()).astimezone(clock.VIETNAM).date()
    period = report.period
    return {
        "draft": report.state not in DONE,
        "agency": {"name": report.unit.formal_name, "superior": above.formal_name if above else ""},
        "place": report.unit.short_name,
        "date": day.isoformat(),
        "regime": regime.name.vi,
        "basis": "; ".join(one.number for one in regime.legal_basis),
        "period": period_in_vietnamese(period.frequency, period.year, period.number),
        "span": f"từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}",
        "edition": report.edition,
        "amended": report.amended_reason,
        "note": report.note,
        "missing": list(report.missing),
        "receiver": regime.receiver.vi,
        "forms": [_form_data(table) for table in tables_of(report)],
        "signer": {"name": report.approved_by, "title": title or report.approver_title, "authority": authority},
    }


def _form_data(table: Table) -> dict[str, object]:
    form = table.form
    return {
        "code": form.code,
        "name": form.vi,
        "measured": form.measured.vi,
        "heads": [{"name": head.name.vi, "span": head.span, "single": head.single} for head in table.heads],
        "grouped": [column.vi for column in table.grouped],
        "numbers": [column.no for column in form.columns],
        "texts": [column.kind == "text" for column in form.columns],
        "lines": [
            {
                "no": line.no,
                "name": line.name.vi,
                "kind": line.kind,
                "values": [written(line.values.get(column.key)) for column in form.columns],
            }
            for line in table.lines
        ],
    }


def report_workbook(report: Report) -> bytes:
    """The same tables as an XLSX workbook, one sheet a form; numbers are numbers."""
    book = Workbook()
    book.remove(book.active)
    for table in tables_of(report):
        _write_sheet(book.create_sheet(table.form.code.replace("/", "-")[:31]), table, report)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(sheet: Worksheet, table: Table, report: Report) -> None:
    form, bold, middle = table.form, Font(bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.append([f"Biểu {form.code}. {form.vi}"])
    sheet.append([report.unit.formal_name, "", f"{report.period.first:%d/%m/%Y} – {report.period.last:%d/%m/%Y}"])
    sheet.append([f"Đơn vị tính: {form.measured.vi}"])
    sheet.append(["TT", "Nội dung", *(column.group.vi if column.group else column.vi for column in form.columns)])
    sheet.append(["", "", *(column.vi if column.group else "" for column in form.columns)])
    sheet.append(["(1)", "(2)", *(column.no for column in form.columns)])
    for line in table.lines:
        sheet.append([_safe(line.no), _safe(line.name.vi), *(_cell(line.values, column.key) for column in form.columns)])
        if line.kind != "row":
            for cell in sheet[sheet.max_row]:
                cell.font = bold
    for number in (1, 4, 5):
        for cell in sheet[number]:
            cell.font = bold
    _merge_heads(sheet, table, middle)
    sheet.column_dimensions["B"].width = 48
    for index in range(3, len(form.columns) + 3):
        sheet.column_dimensions[get_column_letter(index)].width = 14
    sheet.freeze_panes = "C7"


def _merge_heads(sheet: Worksheet, table: Table, middle: Alignment) -> None:
    at = 3
    for start in (1, 2):
        sheet.merge_cells(start_row=4, end_row=5, start_column=start, end_column=start)
    for head in table.heads:
        sheet.merge_cells(start_row=4, end_row=5 if head.single else 4, start_column=at, end_column=at + head.span - 1)
        at += head.span
    for row in (4, 5, 6):
        for cell in sheet[row]:
            cell.alignment = middle


def _cell(values: Mapping[str, object], key: str) -> object:
    value = values.get(key)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return _safe(str(value)) if value is not None else None


def _safe(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
