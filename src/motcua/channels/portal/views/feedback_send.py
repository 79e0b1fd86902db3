"""Send feedback, with or without logging in, and get a receipt."""

from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.feedback_form import TRAP, matter_fields, message_of, new_token, read_token, sender_fields, sender_of
from motcua.channels.ui.api import ErrorLink, Field, SaidRefusal, actor_of, error_links, public, say_refusal
from motcua.channels.ui.areas import Areas
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal
from motcua.onestop.feedback.api import Message, Origin, Sender, Sent, Upload, content_in_force, looks_elsewhere, send_feedback

RECEIPTS = "feedback_receipts"
_MOST_RECEIPTS = 10


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form; a wrong field is named, everything else stays."""
    areas, actor = Areas(), actor_of(request)
    if request.method != "POST":
        return _form(request, Message("", "", "", "", dossier_code=request.GET.get("ho-so", "")[:40]), _known(actor), areas)
    message, sender = message_of(request, areas), sender_of(request)
    try:
        sent = _sent(request, message, sender, actor)
    except Refusal as refusal:
        return _form(request, message, sender, areas, refusal)
    _keep(request, sent)
    return HttpResponseRedirect(f"/phan-anh/da-gui/{sent.code}/")


@public
@never_cache
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Code and secret, for the browser that sent it; others are asked for the secret."""
    secret = request.session.get(RECEIPTS, {}).get(code)
    if secret is None:
        return HttpResponseRedirect(f"/phan-anh/theo-doi/?ma={code[:40]}")
    return render(request, "portal/feedback_receipt.html", {"code": code, "secret": secret, "section": "feedback"})


def _sent(request: HttpRequest, message: Message, sender: Sender, actor: Actor) -> Sent:
    token = read_token(request.POST.get("token", ""))
    origin = Origin(
        address=client_address(request),
        session=request.session.session_key or "",
        seconds=token.seconds,
        trapped=bool(request.POST.get(TRAP, "")),
    )
    files = [Upload(one.name or "", cast(BinaryIO, one.file)) for one in request.FILES.getlist("files") if isinstance(one, UploadedFile)]
    return send_feedback(message, sender, key=token.key, origin=origin, files=files, actor=actor)


def _keep(request: HttpRequest, sent: Sent) -> None:
    """The browser that sent it may follow it without typing the secret, until the session ends."""
    if sent.secret:
        kept = dict(list(request.session.get(RECEIPTS, {}).items())[1 - _MOST_RECEIPTS :])
        request.session[RECEIPTS] = {**kept, sent.code: sent.secret}


def _known(actor: Actor) -> Sender:
    """Who is logged in need not type what we know."""
    party = Party.objects.filter(pk=actor.party_id).first() if actor.party_id else None
    return Sender(name=party.full_name, phone=party.phone, email=party.email, address=party.address) if party else Sender()


def _form(request: HttpRequest, message: Message, sender: Sender, areas: Areas, refusal: Refusal | None = None) -> HttpResponse:
    said = say_refusal(refusal) if refusal else SaidRefusal("", "", {})
    content = content_in_force()
    matter = matter_fields(content, message, said.fields, areas)
    who = sender_fields(content, sender, message, said.fields)
    links = error_links([*matter, *who])
    if refusal and not links:
        links = [ErrorLink(f"{said.message} {said.way_out}".strip())]
    elsewhere = looks_elsewhere(f"{message.title} {message.text}", content) if message.text else None
    context = {
        "matter": matter,
        "who": who,
        "errors": links,
        "token": request.POST.get("token") or new_token(),
        "trap": Field(TRAP, ""),
        "files_lost": bool(refusal and request.FILES),
        "elsewhere": elsewhere,
        "section": "feedback",
    }
    return render(request, "portal/feedback_send.html", context, status=refusal.status if refusal else 200)
