"""The queue at the counter: call the next, call again, nobody came, start the intake, finish; and how the hall is set up."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, guarded, make_kiosk, say_field
from motcua.channels.workspace.page import done, refuse_to, show
from motcua.channels.workspace.units import desks_of, offices_of
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, Refusal, words
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.desk.api import (
    Appointment,
    Counter,
    Hall,
    Ticket,
    bring_back,
    call_again,
    call_next,
    finish_ticket,
    mark_no_show,
    queue_state,
    serve_ticket,
    set_capacity,
    set_counter,
    ticket_for,
)

_DEVICES = {"kiosk": "/may-lay-so/%s/", "tablet": "/danh-gia/may/%s/"}
_KEPT = "desk.counter"
_STEPS: Mapping[str, Callable[..., Ticket]] = {
    "again": call_again,
    "missed": mark_no_show,
    "back": bring_back,
    "finish": finish_ticket,
}


@guarded("desk.run_queue")
@never_cache
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits today, in the order of being called, and what this counter does next."""
    actor = actor_of(request)
    hall = _hall(request, desks_of(actor, "desk.run_queue"))
    if hall is None:
        return show(request, "workspace/no_hall.html", {}, section="work_counter_queue")
    if request.method == "POST":
        return _act(request, hall, actor)
    state = queue_state(hall, actor=actor)
    here = _counter(request, hall)
    names = _names()
    context = {
        "state": state,
        "hall": hall,
        "counter": here,
        "mine": next((one for one in state.at_counters if here is not None and one.counter_id == here.pk), None),
        "rows": [(one, _matter(one, names), _first(one)) for one in state.waiting],
        "missed": state.missed,
        "booked": [(one, _matter(one, names)) for one in state.booked],
    }
    return show(request, "workspace/counter_queue.html", context, section="work_counter_queue")


@guarded("desk.run_queue")
@require_GET
def begin_intake(request: HttpRequest, ticket: int) -> HttpResponse:
    """From the ticket to the page that takes a walk-in in: person and procedure are filled in as far as they are known."""
    actor = actor_of(request)
    found = ticket_for(ticket, actor=actor)
    back = reverse("work_counter_queue")
    try:
        serve_ticket(found.pk, actor=actor)
    except Refusal as refusal:
        return refuse_to(request, refusal, back)
    if found.procedure_code and any(content.code == found.procedure_code for content in list_procedures()):
        return HttpResponseRedirect(f"{reverse('work_walk_in_form', args=[found.procedure_code])}?so={found.pk}")
    return HttpResponseRedirect(f"{reverse('work_walk_in')}?so={found.pk}")


@guarded("desk.keep_hall")
@require_http_methods(["GET", "POST"])
def hall_settings(request: HttpRequest) -> HttpResponse:
    """How many appointments there are, which counters are open and what they serve."""
    actor = actor_of(request)
    hall = _hall(request, offices_of(actor, "desk.keep_hall"))
    if hall is None:
        return show(request, "workspace/no_hall.html", {}, section="work_hall")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _keep(request, hall, actor)
        except InvalidInput as refused:
            errors = {one.field: say_field(one) for one in refused.fields}
        else:
            return done(request, _("Kept."), f"{reverse('work_hall')}?phong={hall.slug}")
    fields = _numbers(request, hall, errors)
    context = {
        "hall": hall,
        "halls": _halls(offices_of(actor, "desk.keep_hall")),
        "fields": fields,
        "counters": [(one, _fields_of(one)) for one in hall.counters.all()],
        "errors": error_links(fields),
    }
    return show(request, "workspace/hall.html", context, section="work_hall", status=422 if errors else 200)


def _act(request: HttpRequest, hall: Hall, actor: Actor) -> HttpResponse:
    wish, here = request.POST.get("do", ""), reverse("work_counter_queue")
    address = f"{here}?phong={hall.slug}"
    if wish == "counter":
        request.session[_KEPT] = request.POST.get("counter", "")[:18]
        return HttpResponseRedirect(address)
    if wish in _DEVICES:
        response = HttpResponseRedirect(_DEVICES[wish] % hall.slug)
        make_kiosk(response, hall.slug)
        return response
    try:
        if wish == "next":
            counter = _counter(request, hall)
            called = call_next(counter.pk if counter else 0, actor=actor)
            if called is None:
                return done(request, _("Nobody waits for this counter."), address)
        elif wish in _STEPS:
            number = request.POST.get("ticket", "")
            _STEPS[wish](int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0, actor=actor)
    except Refusal as refusal:
        return refuse_to(request, refusal, address)
    return HttpResponseRedirect(address)


def _halls(units: list[Unit]) -> list[Hall]:
    return list(Hall.objects.filter(unit__in=units).select_related("unit").order_by("unit__level", "pk"))


def _hall(request: HttpRequest, units: list[Unit]) -> Hall | None:
    """The hall asked for, or the first of the actor's desks."""
    found = _halls(units)
    asked = request.GET.get("phong", "")
    return next((hall for hall in found if hall.slug == asked), found[0] if found else None)


def _counter(request: HttpRequest, hall: Hall) -> Counter | None:
    """The counter the officer sits at, kept for the session; the only one there is without asking."""
    counters = [one for one in hall.counters.all() if one.is_open]
    kept = request.session.get(_KEPT, "")
    return next((one for one in counters if str(one.pk) == kept), counters[0] if len(counters) == 1 else None)


def _names() -> dict[str, str]:
    """What procedures and fields of work are called."""
    language = get_language() or "vi"
    contents = list_procedures()
    fields = {content.field.code: content.field.in_language(language) for content in contents}
    return {**fields, **{content.code: content.name.in_language(language) for content in contents}}


def _matter(one: Ticket | Appointment, names: Mapping[str, str]) -> str:
    return names.get(one.procedure_code) or names.get(one.field) or ""


def _first(ticket: Ticket) -> str:
    """Why somebody goes first."""
    return {
        "elderly": _("60 years or older"),
        "disabled": _("Person with a disability"),
        "pregnant": _("Pregnant"),
        "small_child": _("With a small child"),
        "merit": _("Person with merit to the revolution"),
    }.get(ticket.priority, "")


def _keep(request: HttpRequest, hall: Hall, actor: Actor) -> None:
    if "counter" in request.POST:
        found = next((one for one in hall.counters.all() if str(one.pk) == request.POST["counter"]), None)
        if found is None:
            raise NotFound(words("There is no such counter."))
        set_counter(found.pk, is_open="open" in request.POST, fields=request.POST.getlist("fields"), actor=actor)
        return
    sent = {name: _whole(request.POST.get(name, "")) for name in ("slot_minutes", "per_slot", "grace_minutes")}
    set_capacity(hall.pk, **sent, actor=actor)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _numbers(request: HttpRequest, hall: Hall, errors: Mapping[str, str]) -> list[Field]:
    labels = {
        "slot_minutes": (_("Minutes of one appointment"), ""),
        "per_slot": (_("Appointments at the same time"), _("0 means that nobody can book.")),
        "grace_minutes": (_("Minutes one may be late"), _("Who comes later waits as those without an appointment.")),
    }
    return [
        Field(
            name, label, "number", value=request.POST.get(name, str(getattr(hall, name))) if "counter" not in request.POST else "",
            hint=hint, error=errors.get(name, ""), width="s",
        )
        for name, (label, hint) in labels.items()
    ]  # fmt: skip


def _fields_of(counter: Counter) -> list[tuple[Choice, bool]]:
    language = get_language() or "vi"
    named = {content.field.code: content.field.in_language(language) for content in list_procedures()}
    return [(Choice(code, name), code in counter.fields) for code, name in sorted(named.items(), key=lambda pair: pair[1])]
