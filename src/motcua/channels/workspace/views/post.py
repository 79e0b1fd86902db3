"""The post room of a desk: results to send, envelopes on their way, what went wrong, what has arrived."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, guarded, say, say_field
from motcua.channels.workspace.page import Question, ask_first, done, is_confirmed, refuse_to, show
from motcua.channels.workspace.units import desks_of
from motcua.channels.workspace.views.dossier import note_reading
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, Refusal, words
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.desk.api import (
    STATE_WORDS,
    Parcel,
    ParcelState,
    close_lost_envelope,
    enter_news,
    envelope_for,
    explain_money,
    keep_at_counter,
    note_envelope,
    post_room,
    revoke_parcel,
    send_again,
    send_back_envelope,
    send_result,
)
from motcua.onestop.dossiers.api import Dossier

Order = Callable[[dict[str, str]], Parcel]
_BY_HAND = (ParcelState.REGISTERED, ParcelState.HANDED_OVER, ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.LOST)


@guarded("desk.post")
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest) -> HttpResponse:
    """The heaps of the post room; an envelope that has just arrived is noted by its waybill."""
    actor, error = actor_of(request), ""
    desks = desks_of(actor, "desk.post")
    if request.method == "POST":
        desk = next((one for one in desks if str(one.pk) == request.POST.get("desk", "")), desks[0] if desks else None)
        try:
            parcel = note_envelope(desk.pk if desk else 0, request.POST.get("waybill", "")[:60], actor=actor)
            return HttpResponseRedirect(reverse("work_envelope", args=[parcel.pk]))
        except InvalidInput as refused:
            error = say_field(refused.fields[0])
    heaps = post_room(actor)
    waybill = Field("waybill", _("Waybill of an envelope that has arrived"), value=request.POST.get("waybill", ""), width="m", error=error)
    context = {"room": heaps, "waybill": waybill, "errors": error_links([waybill]), "desks": desks}
    context |= {name: [(one, _state(one)) for one in getattr(heaps, name)] for name in ("on_the_way", "troubles", "announced")}
    return show(request, "workspace/post.html", context, section="work_post", status=422 if error else 200)


@guarded("desk.post")
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the result of a dossier: to whom and where, and what the postman collects."""
    actor = actor_of(request)
    dossier = Dossier.objects.visible_to(actor).select_related("owner", "procedure").filter(code=code).first()
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    note_reading(dossier, actor, "return")
    known = {"person": dossier.owner.full_name, "address": dossier.owner.address, "phone": dossier.owner.phone}

    def order(typed: dict[str, str]) -> Parcel:
        return send_result(code, **typed, actor=actor)

    return _address_page(request, _("Send the result by public post"), dossier, known, order)


@guarded("desk.post")
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, envelope: int) -> HttpResponse:
    """Send what came back or was lost once more, perhaps to another address."""
    actor = actor_of(request)
    parcel = envelope_for(envelope, actor=actor)
    if parcel.dossier is None:
        raise NotFound(words("There is no such envelope."))
    known = {"person": parcel.person, "address": parcel.address, "phone": parcel.phone}

    def order(typed: dict[str, str]) -> Parcel:
        return send_again(parcel.pk, **typed, actor=actor)

    return _address_page(request, _("Send it again"), parcel.dossier, known, order)


@guarded("desk.post")
@require_http_methods(["GET", "POST"])
def envelope(request: HttpRequest, envelope: int) -> HttpResponse:
    """One envelope: where it is, and everything that can be done about it now."""
    actor = actor_of(request)
    parcel = envelope_for(envelope, actor=actor)
    if request.method == "POST":
        return _act(request, parcel, actor)
    words_of = dict(STATE_WORDS)
    states = [Choice(state.value, say(words_of[state], {})) for state in _BY_HAND]
    context = {
        "parcel": parcel,
        "said": _state(parcel),
        "fields": [
            Field("state", _("What the post says"), "select", choices=states),
            Field("waybill", _("Waybill"), value=parcel.waybill, width="m"),
            Field("reason", _("Reason the post gives"), required=False),
        ],
        "services": list_procedures() if parcel.direction == "in" and not parcel.dossier else [],
        "note": Field("note", _("Why does it go back?"), required=True),
        "agreed": Field("note", _("What was agreed with the citizen?"), required=True),
    }
    return show(request, "workspace/envelope.html", context, section="work_post")


@guarded("desk.post")
@require_GET
def begin_intake(request: HttpRequest, envelope: int) -> HttpResponse:
    """From the envelope to the page that takes the papers in, as a dossier that came by post."""
    parcel = envelope_for(envelope, actor=actor_of(request))
    if parcel.procedure_code and any(content.code == parcel.procedure_code for content in list_procedures()):
        return HttpResponseRedirect(f"{reverse('work_walk_in_form', args=[parcel.procedure_code])}?buu-gui={parcel.pk}")
    return HttpResponseRedirect(f"{reverse('work_walk_in')}?buu-gui={parcel.pk}")


def _act(request: HttpRequest, parcel: Parcel, actor: Actor) -> HttpResponse:
    wish, here, post = request.POST.get("do", ""), reverse("work_envelope", args=[parcel.pk]), reverse("work_post")
    try:
        if wish == "revoke":
            if not is_confirmed(request):
                text = _("The post is asked to stop; once the postman has it, it goes on.")
                return ask_first(request, Question(_("Revoke this order?"), text, _("Yes, revoke it"), here, "warn"))
            said = _("The order was revoked.") if revoke_parcel(parcel.pk, actor=actor) else _("It was too late: the envelope goes on.")
            return done(request, said, here)
        if wish == "counter":
            keep_at_counter(parcel.pk, actor=actor)
            return done(request, _("The result waits at the counter now."), post)
        if wish == "money":
            explain_money(parcel.pk, actor=actor)
            return done(request, _("Noted: the money was given back."), post)
        if wish == "back":
            send_back_envelope(parcel.pk, note=request.POST.get("note", ""), actor=actor)
            return done(request, _("The envelope goes back; the reason is kept."), post)
        if wish == "lost":
            close_lost_envelope(parcel.pk, note=request.POST.get("note", ""), actor=actor)
            return done(request, _("Noted: the citizen is helped."), post)
        if wish == "news":
            typed = {name: request.POST.get(name, "")[:500] for name in ("state", "waybill", "reason")}
            enter_news(parcel.pk, **typed, actor=actor)
            return done(request, _("Noted."), here)
    except Refusal as refusal:
        return refuse_to(request, refusal, here)
    return HttpResponseRedirect(here)


def _address_page(request: HttpRequest, title: str, dossier: Dossier, known: dict[str, str], order: Order) -> HttpResponse:
    errors: dict[str, str] = {}
    typed = {name: request.POST.get(name, "")[:300] if request.method == "POST" else value for name, value in known.items()}
    if request.method == "POST":
        try:
            parcel = order(typed)
        except InvalidInput as refused:
            errors = {one.field: say_field(one) for one in refused.fields}
        except Refusal as refusal:
            return refuse_to(request, refusal, reverse("work_post"))
        else:
            return done(request, _("The post was ordered."), reverse("work_envelope", args=[parcel.pk]))
    fields = [
        Field("person", _("Who receives it"), value=typed["person"], error=errors.get("person", "")),
        Field("address", _("Address"), value=typed["address"], error=errors.get("address", "")),
        Field("phone", _("Phone"), "tel", typed["phone"], width="m", required=False, error=errors.get("phone", "")),
    ]
    context = {"title": title, "dossier": dossier, "fields": fields, "errors": error_links(fields), "cod": dossier.fee_owed}
    return show(request, "workspace/send_result.html", context, section="work_post", status=422 if errors else 200)


def _state(parcel: Parcel) -> tuple[str, str]:
    state = ParcelState(parcel.state)
    tone = {"delivered": "good", "lost": "bad", "returned": "bad", "revoked": "wait"}.get(state.value, "now")
    return say(STATE_WORDS[state], {}), tone
