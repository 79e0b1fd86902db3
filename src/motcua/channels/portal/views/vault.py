"""My vault: the documents, one document, and keeping house."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.audit.api import accesses_of
from motcua.channels.portal.downloads import as_picture, file_response
from motcua.channels.portal.purposes import purpose_in_words
from motcua.channels.portal.terms import language
from motcua.channels.portal.vault_words import day_typed, facts_of, owner_in, shown, vault_links, with_owner
from motcua.channels.ui.api import Choice, Field, Page, actor_of, citizen_only, error_links, say_refusal
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, Refusal
from motcua.onestop.vault.api import (
    Card,
    add_document,
    card,
    delete_document,
    hide_document,
    my_vault,
    my_vaults,
    open_document,
    paper_types,
    uses_of,
    versions_of,
)

_ACCEPT = ".pdf,.jpg,.jpeg,.png"
_MOST_READINGS = 20


@citizen_only
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Everything in the vault, newest first; searched by name or number."""
    actor, owner = actor_of(request), owner_in(request)
    text, hidden = request.GET.get("tim", "").strip()[:100], "an" in request.GET
    after = request.GET.get("sau", "")
    place = int(after) if after.isascii() and after.isdigit() and len(after) < 18 else None
    shelf = my_vault(actor, owner_id=owner, text=text, hidden=hidden, after=place)
    organisations = my_vaults(actor)
    here = with_owner("/kho/", owner)
    joint = "&" if "?" in here else "?"
    context = {
        "rows": [shown(one) for one in shelf.cards],
        "text": text,
        "hidden": hidden,
        "owner": owner,
        "organisations": organisations,
        "organisation": next((one for one in organisations if one.pk == owner), None),
        "tabs": vault_links(owner, "/kho/"),
        "page": Page(here if after else "", f"{here}{joint}sau={shelf.next_after}" if shelf.next_after else ""),
        "section": "vault",
    }
    return render(request, "portal/vault.html", context)


@citizen_only
@require_safe
def document(request: HttpRequest, document: int) -> HttpResponse:
    """One document: what is known of it, where it was used, who read it."""
    actor = actor_of(request)
    found = card(document, actor)
    mine = found.owner_id == actor.party_id
    context = {
        "one": shown(found),
        "facts": facts_of(found),
        "versions": versions_of(document, actor),
        "uses": uses_of(found),
        "readings": _readings(found, actor) if mine else [],
        "mine": mine,
        "upload": found.source == "upload",
        "back": with_owner("/kho/", None if mine else found.owner_id),
        "section": "vault",
    }
    return render(request, "portal/vault_document.html", context)


def _readings(found: Card, actor: Actor) -> list[dict[str, object]]:
    """The latest readings of this document, for its owner."""
    events = list(accesses_of(actor.party_id or 0).filter(stream="vault", stream_id=found.id)[:_MOST_READINGS])
    units = Unit.objects.in_bulk([event.unit_id for event in events if event.unit_id])
    return [
        {
            "id": event.pk,
            "at": event.at,
            "who": event.actor_name or _("Somebody with link and code"),
            "unit": units[event.unit_id].name if event.unit_id in units else "",
            "purpose": purpose_in_words(str(event.payload.get("purpose", ""))),
            "dossier": str(event.payload.get("dossier", "")),
        }
        for event in events
    ]


@citizen_only
@require_safe
def document_file(request: HttpRequest, document: int) -> HttpResponse:
    """The file, or an earlier one (`?ban=1`); `?nho` gives a small picture."""
    number = request.GET.get("ban", "")
    version = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None
    actor = actor_of(request)
    purpose = "owner" if card(document, actor).owner_id == actor.party_id else "share"
    opened = open_document(document, purpose=purpose, version=version, actor=actor)
    return as_picture(opened.file) if "nho" in request.GET else file_response(opened.file, opened.file.name)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keep a document of one's own, or a new version of one (`?thay=`)."""
    actor = actor_of(request)
    number = request.GET.get("thay", "")
    replaced = card(int(number), actor) if number.isascii() and number.isdigit() and len(number) < 18 else None
    day, typed, wrong_day = day_typed(request, "issued_on")
    errors = {"issued_on": wrong_day} if wrong_day else {}
    upload = request.FILES.get("tep")
    if request.method == "POST":
        if upload is None:
            errors["tep"] = _("Choose a file.")
        if not errors and upload is not None:
            try:
                made = add_document(
                    name=request.POST.get("name", ""),
                    type_code=request.POST.get("type_code", "")[:40],
                    issued_on=day,
                    file_name=upload.name or "",
                    stream=cast(BinaryIO, upload.file),
                    replaces=replaced.id if replaced else None,
                    actor=actor,
                )
            except Refusal as refusal:
                errors = _told(refusal)
            else:
                messages.success(request, _("The document is in your vault."))
                return HttpResponseRedirect(f"/kho/giay-to/{made}/")
    fields = _fields(request, replaced, typed, errors)
    context = {
        "fields": fields,
        "errors": error_links(fields),
        "replaced": replaced,
        "back": f"/kho/giay-to/{replaced.id}/" if replaced else "/kho/",
        "section": "vault",
    }
    return render(request, "portal/vault_add.html", context, status=422 if errors else 200)


def _told(refusal: Refusal) -> dict[str, str]:
    said = say_refusal(refusal)
    return dict(said.fields) if isinstance(refusal, InvalidInput) and said.fields else {"tep": f"{said.message} {said.way_out}".strip()}


def _fields(request: HttpRequest, replaced: Card | None, typed: tuple[str, str, str], errors: dict[str, str]) -> list[Field]:
    given = request.POST if request.method == "POST" else {}
    kinds = [Choice("", _("Another kind")), *(Choice(one.code, one.in_language(language())) for one in paper_types())]
    name = given.get("name", replaced.name if replaced else "")
    chosen = given.get("type_code", replaced.type_code if replaced else "")
    hint = _("PDF, JPG or PNG, at most 10 MB. A photo is fine if every word can be read.")
    return [
        Field("name", _("Name of the document"), value=name, error=errors.get("name", ""), max_length=200),
        Field("type_code", _("Kind"), "select", value=chosen, choices=kinds, error=errors.get("type_code", ""), required=False),
        Field(
            "issued_on",
            _("Day of issue"),
            "date",
            values=typed,
            required=False,
            error=errors.get("issued_on", ""),
            hint=_("From it we tell you when the document runs out."),
        ),
        Field("tep", _("The file"), "file", accept=_ACCEPT, hint=hint, error=errors.get("tep", "")),
    ]


@citizen_only
@require_POST
def hide(request: HttpRequest, document: int) -> HttpResponse:
    """Hide a document, or show it again."""
    hidden = request.POST.get("an") == "1"
    hide_document(document, hidden=hidden, actor=actor_of(request))
    told = _("Hidden: nobody but you sees it, and it is offered nowhere.") if hidden else _("Shown again: it is offered where it serves.")
    messages.success(request, told)
    return HttpResponseRedirect(f"/kho/giay-to/{document}/")


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, document: int) -> HttpResponse:
    """Delete a document that one handed in oneself, after asking."""
    actor = actor_of(request)
    found = card(document, actor)
    if request.method == "POST":
        delete_document(document, actor=actor)
        messages.success(request, _("“%(name)s” was deleted.") % {"name": found.name})
        return HttpResponseRedirect("/kho/")
    context = {
        "title": _("Delete “%(name)s”?") % {"name": found.name},
        "text": _("It cannot be brought back. A dossier in which you handed it in keeps its own copy."),
        "label": _("Yes, delete it"),
        "tone": "warn",
        "back": f"/kho/giay-to/{document}/",
        "section": "vault",
    }
    return render(request, "ui/confirm.html", context)
