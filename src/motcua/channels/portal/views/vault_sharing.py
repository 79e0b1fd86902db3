"""Sharing documents: what I share, what is shared with me, and the page behind a link."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.downloads import file_response
from motcua.channels.portal.guessing import check_allowed, note_failure
from motcua.channels.portal.vault_words import owner_in, shown, vault_links, with_owner
from motcua.channels.ui.api import Choice, ErrorLink, Field, actor_of, citizen_only, error_links, public, say_refusal
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refusal
from motcua.onestop.vault.api import (
    Given,
    Sharing,
    VaultShare,
    cards_of_share,
    end_share,
    is_open,
    my_shares,
    my_vault,
    open_document,
    proof_of,
    share_by_code,
    share_by_proof,
    share_documents,
    shared_with_me,
)

_DAYS = ("1", "7", "30", "90", "365")


@citizen_only
@require_safe
def shares(request: HttpRequest) -> HttpResponse:
    """What I share, with whom, until when, and how often it was opened."""
    owner = owner_in(request)
    found = my_shares(actor_of(request), owner_id=owner)
    rows = [{"share": one, "open": is_open(one), "names": [document.name for document in one.documents.all()]} for one in found]
    context = {"rows": rows, "owner": owner, "tabs": vault_links(owner, "/kho/chia-se/"), "section": "vault"}
    return render(request, "portal/vault_shares.html", context)


@citizen_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Choose documents, with whom, how long and what for; a link's code is shown once."""
    actor, owner = actor_of(request), owner_in(request)
    cards = my_vault(actor, owner_id=owner).cards
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            given = share_documents(_wish(request, owner), actor=actor)
        except Refusal as refusal:
            said = say_refusal(refusal)
            errors = dict(said.fields) or {"documents": f"{said.message} {said.way_out}".strip()}
        else:
            return _made(request, given, owner)
    chosen = request.POST.getlist("documents") or request.GET.getlist("giay")
    fields = _fields(request, errors)
    choices = Field(
        "documents",
        _("Which documents?"),
        "checkboxes",
        values=chosen,
        choices=[Choice(str(one.id), one.name, shown(one).about) for one in cards],
        error=errors.get("documents", ""),
    )
    all_fields = [choices, *fields]
    context = {
        "fields": all_fields,
        "errors": error_links(all_fields),
        "owner": owner,
        "nothing": not cards,
        "back": with_owner("/kho/chia-se/", owner),
        "section": "vault",
    }
    return render(request, "portal/vault_share.html", context, status=422 if errors else 200)


def _wish(request: HttpRequest, owner: int | None) -> Sharing:
    days = request.POST.get("until", "")
    by_number = request.POST.get("way") == "number"
    return Sharing(
        documents=[int(one) for one in request.POST.getlist("documents") if one.isascii() and one.isdigit() and len(one) < 18],
        until=clock.now() + timedelta(days=int(days) if days in _DAYS else 0),
        purpose=request.POST.get("purpose", ""),
        to_number=(request.POST.get("to_number", "").strip() or "?")[:40] if by_number else "",
        owner_id=owner,
    )


def _fields(request: HttpRequest, errors: dict[str, str]) -> list[Field]:
    given = request.POST
    ways = [
        Choice("number", _("With a person or an organisation I know"), _("They log in and find it under “Shared with me”.")),
        Choice("link", _("By a link with a code"), _("Send link and code on two different ways. Whoever has both can read.")),
    ]
    number = _("Only for a person or an organisation: 12 digits of the identity card, or the tax code.")
    return [
        Field("way", _("With whom?"), "radios", value=given.get("way", "number"), choices=ways),
        Field(
            "to_number",
            _("Identity number or tax code"),
            value=given.get("to_number", ""),
            hint=number,
            error=errors.get("to_number", ""),
            required=False,
            width="m",
            max_length=20,
        ),
        Field(
            "until",
            _("How long?"),
            "radios",
            value=given.get("until", "7"),
            error=errors.get("until", ""),
            choices=[
                Choice("1", _("One day")),
                Choice("7", _("One week")),
                Choice("30", _("30 days")),
                Choice("90", _("90 days")),
                Choice("365", _("One year")),
            ],
        ),
        Field("purpose", _("What for?"), value=given.get("purpose", ""), error=errors.get("purpose", ""), max_length=200),
    ]


def _made(request: HttpRequest, given: Given, owner: int | None) -> HttpResponse:
    """A link is shown with its code now and never again; for a number there is nothing to show."""
    if not given.code:
        messages.success(request, _("Shared. It ends by itself; you can end it at any time."))
        return HttpResponseRedirect(with_owner("/kho/chia-se/", owner))
    context = {
        "link": request.build_absolute_uri(f"/xem-giay-to/{given.share.key}/"),
        "code": f"{given.code[:5]} {given.code[5:]}",
        "share": given.share,
        "back": with_owner("/kho/chia-se/", owner),
        "section": "vault",
    }
    return render(request, "portal/vault_link.html", context)


@citizen_only
@require_POST
def end(request: HttpRequest, share: int) -> HttpResponse:
    """End a share at once."""
    end_share(share, actor=actor_of(request))
    messages.success(request, _("Ended. Nobody can open it any more."))
    return HttpResponseRedirect(with_owner("/kho/chia-se/", owner_in(request)))


@citizen_only
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """What others share with me now."""
    rows = [{"share": one, "rows": [shown(card) for card in cards]} for one, cards in shared_with_me(actor_of(request))]
    context = {"shares": rows, "tabs": vault_links(None, "/kho/duoc-chia-se/"), "section": "vault"}
    return render(request, "portal/vault_received.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, link: UUID) -> HttpResponse:
    """The page behind a link: asks for the code, then lists what is shared. Guessing is slowed down."""
    opened = share_by_proof(link, request.session.get(_kept(link), ""))
    error, status = "", 200
    if opened is None and request.method == "POST":
        try:
            check_allowed(client_address(request), f"kho/{link}")
            opened = share_by_code(link, request.POST.get("ma", "")[:40])
            request.session[_kept(link)] = proof_of(opened)
            return HttpResponseRedirect(f"/xem-giay-to/{link}/")
        except NotFound as refusal:
            note_failure(client_address(request), f"kho/{link}")
            error, status = _said(refusal), 404
        except Refusal as refusal:
            error, status = _said(refusal), refusal.status
    code = Field("ma", _("Code"), hint=_("Ten letters and digits; the owner sent it to you apart from the link."), error=error, width="m")
    context = {
        "code": code,
        "errors": [ErrorLink(error, "id_ma")] if error else [],
        "share": opened,
        "rows": [shown(card) for card in cards_of_share(opened)] if opened else [],
        "link": link,
    }
    return render(request, "portal/vault_by_link.html", context, status=status)


@public
@never_cache
@require_safe
def file_by_link(request: HttpRequest, link: UUID, document: int) -> HttpResponse:
    """A shared file, for one who gave the code not long ago; otherwise to the page that asks for it."""
    opened: VaultShare | None = share_by_proof(link, request.session.get(_kept(link), ""))
    if opened is None:
        return HttpResponseRedirect(f"/xem-giay-to/{link}/")
    found = open_document(document, purpose="share", share=opened, actor=actor_of(request))
    return file_response(found.file, found.file.name)


def _kept(link: UUID) -> str:
    return f"vault-share-{link}"


def _said(refusal: Refusal) -> str:
    said = say_refusal(refusal)
    return f"{said.message} {said.way_out}".strip()
