"""The public post for a citizen: order the postman to fetch papers at home, and see where envelopes are."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.queue_words import procedure_name
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice, Field, actor_of, citizen_only, error_links, say, say_field, say_refusal
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party
from motcua.kernel.errors import Refusal
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.desk.api import FAILED, STATE_WORDS, Parcel, ParcelState, halls, my_parcels, order_pick_up

_MOST = 30


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def pick_up(request: HttpRequest) -> HttpResponse:
    """Fetch my papers at home and bring them to the desk; my envelopes below."""
    actor = actor_of(request)
    errors: dict[str, str] = {}
    if request.method == "POST":
        desk = request.POST.get("desk", "")
        try:
            order_pick_up(
                int(desk) if desk.isascii() and desk.isdigit() and len(desk) < 12 else 0,
                procedure_code=request.POST.get("procedure", "")[:20],
                address=request.POST.get("address", "")[:300],
                phone=request.POST.get("phone", "")[:20],
                actor=actor,
            )
        except Refusal as refused:
            said = say_refusal(refused)
            errors = {one.field: say_field(one) for one in refused.fields} or {"procedure": f"{said.message} {said.way_out}".strip()}
        else:
            return HttpResponseRedirect("/buu-chinh/?da-dat")
    party = Party.objects.filter(pk=actor.party_id or 0).first()
    fields = _fields(request, party, errors)
    context = {
        "fields": fields,
        "errors": error_links(fields),
        "ordered": "da-dat" in request.GET,
        "rows": [_row(one) for one in my_parcels(actor)[:_MOST]],
        "section": "mine",
    }
    return render(request, "portal/pick_up.html", context, status=422 if errors else 200)


def _fields(request: HttpRequest, party: Party | None, errors: dict[str, str]) -> list[Field]:
    posted = request.POST if request.method == "POST" else request.GET
    desks = [Choice(str(hall.unit_id), hall.unit.formal_name) for hall in halls()]
    known = {str(hall.unit_id) for hall in halls()}
    home = Unit.objects.filter(kind=Unit.Kind.ONE_STOP, body__code=party.commune_code).first() if party and party.commune_code else None
    if home is not None and str(home.pk) not in known:
        desks = [Choice(str(home.pk), home.formal_name), *desks]
    services = [Choice(one.code, one.name.in_language(language())) for one in list_procedures()]
    return [
        Field(
            "procedure",
            _("For which procedure?"),
            "select",
            posted.get("procedure", ""),
            choices=services,
            error=errors.get("procedure", ""),
        ),
        Field("desk", _("To which desk?"), "select", posted.get("desk", ""), choices=desks, error=errors.get("desk", "")),
        Field(
            "address",
            _("Where shall the postman come?"),
            value=posted.get("address", party.address if party else ""),
            autocomplete="street-address",
            error=errors.get("address", ""),
        ),
        Field(
            "phone",
            _("Phone"),
            "tel",
            posted.get("phone", party.phone if party else ""),
            width="m",
            autocomplete="tel",
            hint=_("The postman calls before coming."),
            error=errors.get("phone", ""),
        ),
    ]


def _row(one: Parcel) -> dict[str, object]:
    state = ParcelState(one.state)
    tone = "good" if state == ParcelState.DELIVERED else "bad" if state in FAILED else "now"
    return {
        "parcel": one,
        "what": one.dossier.code if one.dossier else procedure_name(one.procedure_code) if one.procedure_code else one.waybill,
        "way": _("to the desk") if one.direction == Parcel.Direction.IN else _("to you"),
        "said": say(STATE_WORDS[state], {}),
        "tone": tone,
        "code": one.dossier.code if one.dossier else "",
    }
