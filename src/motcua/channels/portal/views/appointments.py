"""Book a time at a one-stop desk, move it, give it back: one question a page, the address keeps the answers."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.printing.api import qr_svg
from motcua.channels.portal.queue_words import hall_name, procedure_name
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice, ErrorLink, Link, actor_of, citizen_only, day_in_words, moment_in_words, say_refusal
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound, Refusal
from motcua.onestop.desk.api import (
    Appointment,
    Hall,
    appointment_of,
    book_appointment,
    bookable_days,
    cancel_appointment,
    hall_by_slug,
    halls,
    move_appointment,
    my_appointments,
    open_slots,
    services_of,
)

_LONG_AGO = datetime(2001, 1, 1, tzinfo=VIETNAM)


@citizen_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My appointments, the next first."""
    rows = [
        {
            "appointment": one,
            "name": procedure_name(one.procedure_code),
            "hall": hall_name(one.hall),
            "tag": (_("Booked"), "now")
            if one.status == "booked"
            else (_("You have come"), "good")
            if one.status == "arrived"
            else (_("Missed"), "plain"),
        }
        for one in my_appointments(actor_of(request))
    ]
    return render(request, "portal/appointments.html", {"rows": rows, "section": "mine"})


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The desk, the procedure, the day, the time; each page asks one, the last one books."""
    code = request.GET.get("thu-tuc", "")[:20]
    hall = _hall(request.GET.get("noi", ""))
    if hall is None:
        known = [one for one in halls() if not code or code in {content.code for content in services_of(one)}]
        links = [Link(hall_name(one), f"?noi={one.slug}&thu-tuc={code}") for one in known if one.per_slot]
        return _ask(request, _("At which desk?"), links, back=f"/thu-tuc/{code}/" if code else "/lich-hen/", name=_name(code))
    services = {content.code: content.name.in_language(language()) for content in services_of(hall)}
    if code not in services:
        links = [Link(name, f"?noi={hall.slug}&thu-tuc={key}") for key, name in sorted(services.items(), key=lambda pair: pair[1])]
        return _ask(request, _("What do you come for?"), links, back="/lich-hen/dat/", name=hall_name(hall))
    here = f"/lich-hen/dat/?noi={hall.slug}&thu-tuc={code}"
    return _ask_time(request, hall, here=here, name=f"{services[code]} · {hall_name(hall)}", back=f"?noi={hall.slug}")


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """Choose another day and time; the old time is free for others at once."""
    found = appointment_of(appointment, actor_of(request))
    name = f"{procedure_name(found.procedure_code)} · {hall_name(found.hall)}"
    return _ask_time(request, found.hall, here=f"/lich-hen/{appointment}/doi/?", name=name, back=f"/lich-hen/{appointment}/", moved=found)


@citizen_only
@require_safe
def show(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """One appointment: when, where, and the code for the machine in the hall."""
    found = appointment_of(appointment, actor_of(request))
    context = {
        "appointment": found,
        "name": procedure_name(found.procedure_code),
        "hall_name": hall_name(found.hall),
        "hall": found.hall,
        "ticket": getattr(found, "ticket", None),
        "qr": mark_safe(qr_svg(found.code)),  # noqa: S308 -- drawn by us
        "section": "mine",
    }
    return render(request, "portal/appointment.html", context)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """Give the time back, after asking."""
    found = appointment_of(appointment, actor_of(request))
    if request.method == "POST":
        try:
            cancel_appointment(appointment, actor=actor_of(request))
        except Refusal as refusal:
            said = say_refusal(refusal)
            messages.warning(request, f"{said.message} {said.way_out}".strip())
        else:
            messages.success(request, _("The appointment was cancelled; others can book this time now."))
        return HttpResponseRedirect("/lich-hen/")
    context = {
        "title": _("Cancel this appointment?"),
        "text": f"{moment_in_words(found.starts_at.astimezone(VIETNAM))}, {hall_name(found.hall)}",
        "label": _("Yes, cancel it"),
        "tone": "warn",
        "back": f"/lich-hen/{appointment}/",
    }
    return render(request, "ui/confirm.html", context)


def _ask(request: HttpRequest, title: str, links: list[Link], *, back: str, name: str) -> HttpResponse:
    return render(request, "portal/book_link.html", {"title": title, "links": links, "back": back, "name": name})


def _ask_time(request: HttpRequest, hall: Hall, *, here: str, name: str, back: str, moved: Appointment | None = None) -> HttpResponse:
    day, error, status = _day(request.GET.get("ngay", "")), "", 200
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"/lich-hen/{_kept(request, hall, moved).key}/")
        except Refusal as refusal:
            said = say_refusal(refusal)
            error, status = " ".join(part for part in (said.message, said.way_out) if part), refusal.status
    days = [Link(day_in_words(one), f"{here}&ngay={one.isoformat()}", current=one == day) for one in bookable_days(hall)]
    slots = open_slots(hall, day) if day else []
    context = {
        "name": name,
        "days": days,
        "day": day,
        "free": [Choice(one.starts_at.isoformat(), f"{one.starts_at:%H:%M}", _left(one.left)) for one in slots if one.left],
        "error": error,
        "errors": [ErrorLink(error, "times")] if error else [],
        "back": here if day else back,
        "moved": moved,
    }
    return render(request, "portal/book_time.html", context, status=status)


def _kept(request: HttpRequest, hall: Hall, moved: Appointment | None) -> Appointment:
    starts_at = _moment(request.POST.get("gio", ""))
    if moved is not None:
        return move_appointment(moved.key, starts_at=starts_at, actor=actor_of(request))
    return book_appointment(hall.pk, procedure_code=request.GET.get("thu-tuc", "")[:20], starts_at=starts_at, actor=actor_of(request))


def _moment(text: str) -> datetime:
    """The time that was chosen; what is none becomes one that nobody can book, so that the action says so."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _LONG_AGO
    return moment.replace(tzinfo=moment.tzinfo or VIETNAM) if 2000 < moment.year < 2200 else _LONG_AGO


def _left(count: int) -> str:
    return _("%(count)s places left") % {"count": count}


def _name(code: str) -> str:
    return procedure_name(code) if code else ""


def _hall(slug: str) -> Hall | None:
    try:
        return hall_by_slug(slug[:40]) if slug else None
    except NotFound:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
