"""The ticket machine in the hall: big buttons, no login, no script; and the page of a ticket for the phone."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.printing.api import qr_svg
from motcua.channels.portal.queue_words import (
    counter_name,
    fields_of,
    hall_name,
    priorities,
    procedure_name,
    services_in,
    status_words,
    ticket_address,
)
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Field, Link, actor_of, error_links, is_kiosk, public, say_refusal
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.onestop.desk.api import Hall, check_in, hall_by_slug, is_open_for_tickets, place_of, take_ticket

_ANYTHING = "khac"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest, hall: str) -> HttpResponse:
    """What do you come for, which procedure, do you go first: one question a page, then the ticket."""
    here = hall_by_slug(hall)
    if not is_kiosk(request, here.slug):
        return _page(request, here, "elsewhere")
    if request.method == "POST":
        return _give(request, here)
    if not is_open_for_tickets(here, clock.now()):
        return _page(request, here, "closed")
    if "hen" in request.GET:
        return _ask_code(request, here, "")
    field, procedure = request.GET.get("linh-vuc", "")[:40], request.GET.get("thu-tuc", "")[:20]
    if procedure or field == _ANYTHING:
        return _page(request, here, "priority", chosen=_chosen(field, procedure), priorities=priorities())
    if field and (services := services_in(here, field)):
        links = [Link(one.name.in_language(language()), f"?linh-vuc={field}&thu-tuc={one.code}") for one in services]
        return _page(request, here, "procedure", links=[*links, Link(_("Something else"), f"?linh-vuc={_ANYTHING}")])
    links = [Link(one.label, f"?linh-vuc={one.href}") for one in fields_of(here)]
    return _page(request, here, "field", links=[*links, Link(_("Something else"), f"?linh-vuc={_ANYTHING}")])


def _chosen(field: str, procedure: str) -> dict[str, str]:
    return {"procedure": procedure, "name": procedure_name(procedure) if procedure else ""}


def _give(request: HttpRequest, here: Hall) -> HttpResponse:
    actor, priority = actor_of(request), request.POST.get("uu-tien", "")[:12]
    code = request.POST.get("ma-hen")
    try:
        if code is not None:
            ticket = check_in(here.pk, code[:12], priority=priority, actor=actor)
        else:
            ticket = take_ticket(here.pk, procedure_code=request.POST.get("thu-tuc", "")[:20], priority=priority, actor=actor)
    except Refusal as refusal:
        said = say_refusal(refusal)
        text = " ".join(part for part in (said.message, said.way_out) if part)
        if code is not None:
            return _ask_code(request, here, text)
        return _page(request, here, "refused", status=refusal.status, text=text)
    return HttpResponseRedirect(f"/so-thu-tu/{ticket.token}/?may")


def _ask_code(request: HttpRequest, here: Hall, error: str) -> HttpResponse:
    field = Field(
        "ma-hen", _("The six digits of your appointment"), value=request.POST.get("ma-hen", "")[:12], inputmode="numeric", width="m",
        error=error, max_length=6, autocomplete="off",
    )  # fmt: skip
    return _page(request, here, "code", status=422 if error else 200, field=field, errors=error_links([field]))


def _page(request: HttpRequest, here: Hall, step: str, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"hall": here, "hall_name": hall_name(here), "step": step, **more}
    return render(request, "portal/kiosk.html", context, status=status)


@public
@never_cache
@require_safe
def ticket(request: HttpRequest, place: str) -> HttpResponse:
    """One ticket: how many are before it. At the machine it shows the code for the phone and goes back by itself."""
    found = place_of(place)
    one = found.ticket
    at_machine = "may" in request.GET and is_kiosk(request, one.hall.slug)
    context = {
        "standing": found,
        "ticket": one,
        "hall_name": hall_name(one.hall),
        "counter": counter_name(one.counter) if one.counter else "",
        "said": status_words(one.status),
        "procedure": procedure_name(one.procedure_code) if one.procedure_code else "",
        "at_machine": at_machine,
        "qr": mark_safe(qr_svg(ticket_address(one.token))) if at_machine else "",  # noqa: S308 -- drawn by us
        "appointment": one.appointment,
        "over": one.status in {"done", "left"} or one.day != clock.today(),
    }
    return render(request, "portal/ticket.html", context)
