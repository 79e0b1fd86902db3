"""How I am told: ways by kind of news, language, and addresses proved by a code."""

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.blocks.notices.api import choose_ways, confirm_address, forget_address, reader_sheet, wish_address
from motcua.channels.ui.api import (
    actor_of,
    address_cards,
    citizen_only,
    error_links,
    language_field,
    posted_ways,
    reader_of,
    say_refusal,
    topic_fields,
)
from motcua.ground.parties.api import Party
from motcua.kernel.errors import Refusal

PAGE = "/tin-nhan/cach-nhan/"


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_ways(request: HttpRequest) -> HttpResponse:
    """Show and keep what was chosen."""
    actor = actor_of(request)
    reader = reader_of(actor)
    if request.method == "POST":
        choose_ways(reader, posted_ways(request, reader_sheet(reader)), language=request.POST.get("ngon_ngu", ""), actor=actor)
        said.success(request, _("Your choice is kept and holds from now on."))
        return HttpResponseRedirect(PAGE)
    return _show(request, {})


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_address(request: HttpRequest, way: str) -> HttpResponse:
    """Have a code sent to an address, send it back, or give the address up."""
    if request.method != "POST":
        return HttpResponseRedirect(PAGE)
    actor, typed = actor_of(request), request.POST
    reader = reader_of(actor)
    try:
        if "bo" in typed:
            forget_address(reader, way, actor=actor)
            said.success(request, _("The address is not used any more."))
        elif f"ma_{way}" in typed:
            confirm_address(reader, way, typed[f"ma_{way}"], actor=actor)
            said.success(request, _("The address is proved. From now on your news go there."))
        else:
            wish_address(reader, way, typed.get(f"dia_chi_{way}", ""), actor=actor)
            said.success(request, _("A code was sent. Enter it below within ten minutes."))
    except Refusal as refusal:
        told = say_refusal(refusal)
        return _show(request, {way: " ".join(part for part in (told.message, told.way_out) if part)}, status=refusal.status)
    return HttpResponseRedirect(f"{PAGE}#dia-chi")


def _show(request: HttpRequest, errors: dict[str, str], *, status: int = 200) -> HttpResponse:
    reader = reader_of(actor_of(request))
    sheet = reader_sheet(reader)
    party = Party.objects.filter(pk=reader.id).first()
    known = {"mail": party.email, "sms": party.phone} if party else {}
    cards = address_cards(request, sheet, known, errors)
    context = {
        "topics": topic_fields(sheet),
        "language_field": language_field(sheet),
        "cards": cards,
        "errors": error_links([card.field for card in cards]),
        "section": "messages",
        "back": "/tin-nhan/",
    }
    return render(request, "portal/ways.html", context, status=status)
