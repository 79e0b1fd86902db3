"""Receipts: a list by day, each as PDF."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.kernel import clock
from motcua.onestop.payments.api import receipt_pdf, receipts_of


@guarded("payment.read")
@require_GET
def receipts(request: HttpRequest) -> HttpResponse:
    """Receipts of dossiers the actor may see, of a stretch of days."""
    first, last = _day(request, "tu", clock.today().replace(day=1)), _day(request, "den", clock.today())
    page = receipts_of(first=first, last=last, after=number_in(request, "sau"), actor=actor_of(request))
    context = {
        "rows": page.rows,
        "first_day": first,
        "last_day": last,
        "next": address_with(request, sau=str(page.next_after)) if page.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/receipts.html", context, section="work_receipts")


@guarded("payment.read")
@require_GET
def receipt(request: HttpRequest, receipt: int) -> HttpResponse:
    """One receipt, signed."""
    name, content = receipt_pdf(receipt, actor=actor_of(request))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _day(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise
