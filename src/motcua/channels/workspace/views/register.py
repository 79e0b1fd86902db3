"""The register of a one-stop desk (form 06 of TT 01/2018, form 07 of TT 03/2025): on the page, on paper, as a file."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded, say_refusal
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.deadlines import short
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.units import offices_of
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound, words
from motcua.onestop.desk.api import RegisterPage, RegisterRow, daily_register, register_form, register_pdf, whole_register
from motcua.onestop.dossiers.api import Dossier


@dataclass(frozen=True, slots=True)
class Asked:
    """Which desk and which days."""

    desks: list[Unit]
    desk: Unit | None
    first: date
    last: date


@guarded("desk.read_register")
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """A day of a desk, or several, in the order of reception."""
    asked, wrong = _asked(request), ""
    page, after = RegisterPage([], None), number_in(request, "sau") or 0
    if asked.desk:
        try:
            page = daily_register(asked.desk.pk, asked.first, last=asked.last, after=after, actor=actor_of(request))
        except InvalidInput as refused:
            wrong = say_refusal(refused).message
    today, one_day = clock.today(), timedelta(days=1)
    form, circular = register_form(asked.first)
    context = {
        "rows": page.rows,
        "desks": asked.desks,
        "desk": asked.desk,
        "day": asked.first,
        "last": asked.last,
        "wrong": wrong,
        "form": form,
        "circular": circular,
        "before": address_with(request, ngay=(asked.first - one_day).isoformat(), den=None, sau=None),
        "after": address_with(request, ngay=(asked.first + one_day).isoformat(), den=None, sau=None) if asked.first < today else "",
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
        "as_file": request.GET.urlencode(),
    }
    return show(request, "workspace/register.html", context, section="work_register")


@guarded("desk.read_register")
@require_GET
def register_csv(request: HttpRequest) -> HttpResponse:
    """All these days as a table file that spreadsheets open (UTF-8 with a mark, so that Vietnamese letters stay)."""
    asked, desk = _of_a_desk(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(asked)}.csv"'
    rows = whole_register(desk.pk, asked.first, asked.last, actor=actor_of(request))
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(_heads())
    for number, row in enumerate(rows, start=1):
        writer.writerow([_plain(cell) for cell in _cells(number, row)])
    return response


@guarded("desk.read_register")
@require_GET
def register_print(request: HttpRequest) -> HttpResponse:
    """All these days on paper, in the layout of the form."""
    asked, desk = _of_a_desk(request)
    pdf = register_pdf(desk.pk, asked.first, asked.last, actor=actor_of(request))
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{_name(asked)}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _of_a_desk(request: HttpRequest) -> tuple[Asked, Unit]:
    asked = _asked(request)
    if asked.desk is None:
        raise NotFound(words("You have no one-stop desk whose register you may read."))
    return asked, asked.desk


def _asked(request: HttpRequest) -> Asked:
    desks = offices_of(actor_of(request), "desk.read_register")
    number = number_in(request, "quay")
    desk = next((unit for unit in desks if unit.pk == number), desks[0] if desks else None)
    first = _day(request.GET.get("ngay", ""), clock.today())
    return Asked(desks, desk, first, _day(request.GET.get("den", ""), first))


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _name(asked: Asked) -> str:
    last = "" if asked.last == asked.first else f"-den-{asked.last.isoformat()}"
    return f"so-theo-doi-{asked.first.isoformat()}{last}"


def _heads() -> list[str]:
    whose = [_("No."), _("Dossier code"), _("Matter"), _("Sets"), _("Owner"), _("Address"), _("Phone")]
    moments = [_("Received"), _("Promised"), _("Handed to the agency"), _("Back from the agency")]
    return [*whose, *moments, _("Collected on"), _("Handed over by"), _("Receiver"), _("Way of delivery"), _("Note")]


def _cells(number: int, row: RegisterRow) -> list[str]:
    dossier = row.dossier
    owner = dossier.owner
    whose = [str(number), dossier.code, dossier.procedure.name_vi, str(row.sets), owner.full_name, owner.address, owner.phone]
    moments = [short(moment) for moment in (dossier.received_at, dossier.due_at, row.transferred_at, row.came_back_at, row.collected_at)]
    method = vocabulary.said(vocabulary.METHODS, row.method) if row.method else ""
    return [*whose, *moments, row.giver, row.receiver, method, _note(dossier)]


def _note(dossier: Dossier) -> str:
    again = _("New date %(moment)s") % {"moment": short(dossier.new_due_at)} if dossier.new_due_at else ""
    return "; ".join(part for part in (again, dossier.ended_reason) if part)


def _plain(text: str) -> str:
    """A text that a spreadsheet takes for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
