"""One report: its forms, cells entered by hand, where a figure comes from, its steps, history and papers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.files.api import read_bytes
from motcua.channels.ui.api import Field, Link, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, refuse_to, show
from motcua.channels.workspace.record_rows import seen_by, told_rows
from motcua.channels.workspace.report_table import Shown, cell_label, cells_to_enter, shown_form
from motcua.channels.workspace.reporting_words import told
from motcua.channels.workspace.typed import Typed, summary
from motcua.insight.reporting.api import (
    ReportPage,
    behind,
    cell_name,
    enter_cells,
    history_of,
    names_for,
    report_of,
    report_page,
    report_pdf,
    report_workbook,
    table_of,
)
from motcua.kernel.errors import Refusal, words

READ = "reporting.read"
SECTION = "work_reports"
PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@guarded(READ)
@require_GET
def page(request: HttpRequest, report: int) -> HttpResponse:
    """The report with one of its forms."""
    found = report_page(report, actor=actor_of(request))
    shown = _shown(request, found)
    codes = [form.code for form in found.regime.forms]
    wrong = {one.form for one in found.findings}
    missing_first = [row for row in found.below if row.report.state not in {"approved", "consolidated", "exported", "locked"}]
    context = {
        "page": found,
        "report": found.report,
        "shown": shown,
        "forms": [
            Link(f"{code} !" if code in wrong else code, address_with(request, bieu=code), current=code == shown.form.code)
            for code in codes
        ],
        "sentences": [(one, shown.said(one)) for one in found.findings if one.form == shown.form.code][:PAGE],
        "others": sorted(wrong - {shown.form.code}),
        "waiting": missing_first[:PAGE],
        "waiting_count": len(missing_first),
    }
    return show(request, "workspace/report.html", context, section=SECTION)


def _shown(request: HttpRequest, found: ReportPage) -> Shown:
    """The form asked for, the first without one; with its lines named."""
    asked = request.GET.get("bieu", "")
    form = next((form for form in found.regime.forms if form.code == asked), found.regime.forms[0])
    filled = found.sheets[form.code]
    table = table_of(form, filled.whole, names_for([form], [filled.whole]))
    return shown_form(found, form, table, filled)


@guarded(READ)
@require_http_methods(["GET", "POST"])
def cells(request: HttpRequest, report: int) -> HttpResponse:
    """Enter the hand cells of a form that belong to one's post, or one named cell."""
    actor = actor_of(request)
    found = report_page(report, actor=actor)
    shown = _shown(request, found)
    back = f"{reverse('work_report', args=[report])}?bieu={shown.form.code}"
    if "edit" not in found.verbs:
        return refuse_to(request, Refusal(words("This report cannot be filled in by you now.")), back)
    wanted = cells_to_enter(found, shown, request.GET.get("o", ""))
    fields = [
        Field(
            cell_name(*cell),
            cell_label(shown, *cell),
            value=shown.typed(*cell),
            width="" if shown.is_text(cell[1]) else "s",
            required=not shown.is_text(cell[1]),
        )
        for cell in wanted
    ]
    fields.append(
        Field(
            "reason", _("Reason"), "textarea", required=False, hint=_("Needed when a figure from the records or an earlier entry changes.")
        )
    )
    errors: dict[str, str] = {}
    typed = Typed(request)
    if request.method == "POST":
        entries = {cell: request.POST[cell_name(*cell)] for cell in wanted if cell_name(*cell) in request.POST}
        try:
            enter_cells(report, shown.form.code, entries=entries, reason=typed.text("reason"), actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": errors_of(refusal)[1][0].text}
        else:
            return done(request, _("The cells are kept."), back)
    context = {
        "heading": _("Form %(form)s: enter cells") % {"form": shown.form.code},
        "lead": told(shown.form),
        "back": back,
        "fields": [typed.filled(one, errors) for one in fields] if request.method == "POST" else fields,
        "errors": summary(errors, fields),
        "label": _("Keep the cells"),
        "nothing": not wanted,
    }
    return show(request, "workspace/report_form.html", context, section=SECTION, status=422 if errors else 200)


@guarded(READ)
@require_GET
def cell(request: HttpRequest, report: int) -> HttpResponse:
    """Where a figure comes from: its records, the entry by hand, the reports below."""
    actor = actor_of(request)
    found = report_page(report, actor=actor)
    shown = _shown(request, found)
    row, _dot, column = request.GET.get("o", "").rpartition(":")
    what = behind(found.report, shown.form.code, row, column)
    rows: list[Any] = []
    others: list[Any] = []
    following = ""
    if what.records is not None:
        seen = seen_by(actor, what.records)
        after = number_in(request, "sau")
        rows = list((seen.filter(pk__lt=after) if after else seen).order_by("-pk")[: PAGE + 1])
        following = address_with(request, sau=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else ""
        others = told_rows(rows[:PAGE], actor=actor)
    filled = found.sheets[shown.form.code]
    context = {
        "page": found,
        "report": found.report,
        "shown": shown,
        "label": cell_label(shown, row, column),
        "value": shown.value(row, column),
        "own": filled.own.get(row, {}).get(column),
        "auto": filled.auto.get(row, {}).get(column),
        "entry": filled.hand.get(row, {}).get(column),
        "behind": what,
        "rows": [] if others else rows[:PAGE],
        "others": others,
        "may_edit": "edit" in found.verbs and not what.way.formula and row in filled.whole and not row.endswith(".") and row != "total",
        "cell": f"{row}:{column}",
        "back": f"{reverse('work_report', args=[report])}?bieu={shown.form.code}",
        "next": following,
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/report_cell.html", context, section=SECTION)


@guarded(READ)
@require_GET
def history(request: HttpRequest, report: int) -> HttpResponse:
    """What happened to the report, its editions and what differs between them."""
    found = report_page(report, actor=actor_of(request))
    events, changed = history_of(found.report)
    sheets = [filled.whole for filled in found.sheets.values()]
    names = names_for(found.regime.forms, sheets)
    lines = {
        form.code: {line.key: line.name for line in table_of(form, found.sheets[form.code].whole, names).lines}
        for form in found.regime.forms
    }
    differences = [
        (
            one,
            told(lines[one.form][one.row]) if one.row in lines.get(one.form, {}) else one.row,
            found.regime.form(one.form).column(one.column).no,
        )
        for one in changed
    ]
    context = {"page": found, "report": found.report, "events": events[::-1], "differences": differences}
    return show(request, "workspace/report_history.html", context, section=SECTION)


@guarded(READ)
@require_GET
def paper(request: HttpRequest, report: int) -> HttpResponse:
    """The signed paper, or the draft as it would be printed now."""
    found = report_of(report, actor=actor_of(request))
    data = read_bytes(found.file) if found.file is not None else report_pdf(found)
    return _file(data, "application/pdf", f"bao-cao-{found.period.code}-{found.pk}.pdf", inline=True)


@guarded(READ)
@require_GET
def workbook(request: HttpRequest, report: int) -> HttpResponse:
    """The tables as a workbook."""
    found = report_of(report, actor=actor_of(request))
    return _file(report_workbook(found), XLSX, f"bao-cao-{found.period.code}-{found.pk}.xlsx", inline=False)


def _file(data: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    way = "inline" if inline else "attachment"
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": f'{way}; filename="{name}"'})
