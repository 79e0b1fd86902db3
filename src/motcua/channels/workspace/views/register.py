"""The daily register of a one-stop desk (TT 01/2018/TT-VPCP, form 06): on the page, on paper, as a file."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.deadlines import short
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.units import offices_of
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.api import RegisterPage, daily_register
from motcua.onestop.dossiers.api import Dossier


@guarded("desk.read_register")
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """A day of a desk, in the order of reception."""
    desks, desk, day = _asked(request)
    page = daily_register(desk.pk, day, after=number_in(request, "sau") or 0, actor=actor_of(request)) if desk else RegisterPage([], None)
    today = clock.today()
    context = {
        "rows": page.rows,
        "desks": desks,
        "desk": desk,
        "day": day,
        "before": address_with(request, ngay=(day - timedelta(days=1)).isoformat(), sau=None),
        "after": address_with(request, ngay=(day + timedelta(days=1)).isoformat(), sau=None) if day < today else "",
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
        "as_file": request.GET.urlencode(),
    }
    return show(request, "workspace/register.html", context, section="work_register")


@guarded("desk.read_register")
@require_GET
def register_csv(request: HttpRequest) -> HttpResponse:
    """The whole day as a table file that spreadsheets open (UTF-8 with a mark, so that Vietnamese letters stay)."""
    _desks, desk, day = _asked(request)
    if desk is None:
        raise NotFound(words("You have no one-stop desk whose register you may read."))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="so-theo-doi-{day.isoformat()}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(_heads())
    for number, dossier in enumerate(_whole_day(request, desk, day), start=1):
        writer.writerow([_plain(cell) for cell in _cells(number, dossier)])
    return response


def _asked(request: HttpRequest) -> tuple[list[Unit], Unit | None, date]:
    desks = offices_of(actor_of(request), "desk.read_register")
    asked = number_in(request, "quay")
    desk = next((unit for unit in desks if unit.pk == asked), desks[0] if desks else None)
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        day = clock.today()
    return desks, desk, day


def _whole_day(request: HttpRequest, desk: Unit, day: date) -> Iterator[Dossier]:
    after: int | None = 0
    while after is not None:
        page = daily_register(desk.pk, day, after=after, actor=actor_of(request))
        yield from page.rows
        after = page.next_after


def _heads() -> list[str]:
    whose = [_("No."), _("Dossier code"), _("Matter"), _("Owner"), _("Address"), _("Phone"), _("Unit that decides")]
    return [*whose, _("Received"), _("Promised"), _("Resolved"), _("Handed over"), _("Receiver and way"), _("Note")]


def _cells(number: int, dossier: Dossier) -> list[str]:
    result = getattr(dossier, "result", None)
    method = vocabulary.said(vocabulary.METHODS, result.return_method) if result and result.return_method else ""
    receiver = " · ".join(part for part in (result.returned_to if result else "", method) if part)
    owner = dossier.owner
    whose = [str(number), dossier.code, dossier.procedure.name_vi, owner.full_name, owner.address, owner.phone, dossier.competent.name]
    moments = [short(moment) for moment in (dossier.received_at, dossier.due_at, dossier.ended_at, dossier.returned_at)]
    return [*whose, *moments, receiver, dossier.ended_reason]


def _plain(text: str) -> str:
    """A text that a spreadsheet takes for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
