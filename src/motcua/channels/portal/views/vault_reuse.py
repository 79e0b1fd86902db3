"""“We already have it”: a document of the vault instead of a paper, with one click; and disputed readings."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.blocks.audit.api import accesses_of
from motcua.channels.portal.purposes import purpose_in_words
from motcua.channels.ui.api import Field, actor_of, citizen_only, error_links, say_refusal
from motcua.kernel.errors import NotFound, Refusal, words
from motcua.onestop.vault.api import dispute_reading, disputes_about, use_document, use_document_in_supplement


@citizen_only
@require_POST
def use_in_draft(request: HttpRequest, key: UUID, component: str) -> HttpResponse:
    """Attach a document of the vault to a paper of the draft."""
    back = f"/nhap/{key}/giay-to/{component}/"
    try:
        paper = use_document(key, component, _number(request.POST.get("giay", "")), actor=actor_of(request))
    except Refusal as refusal:
        return _refused(request, refusal, back)
    messages.success(request, _("“%(name)s” is attached. You need not hand it in.") % {"name": paper.name})
    return HttpResponseRedirect(f"/nhap/{key}/giay-to/")


@citizen_only
@require_POST
def use_in_supplement(request: HttpRequest, code: str) -> HttpResponse:
    """Attach a document of the vault to an item of the supplement."""
    back = f"/ho-so/{code}/bo-sung/"
    component, number = request.POST.get("thanh-phan", "")[:60], _number(request.POST.get("giay", ""))
    try:
        paper = use_document_in_supplement(code, component, number, actor=actor_of(request))
    except Refusal as refusal:
        return _refused(request, refusal, back)
    messages.success(request, _("“%(name)s” is attached. You need not hand it in.") % {"name": paper.name})
    return HttpResponseRedirect(back)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, reading: int) -> HttpResponse:
    """Say that a reading of one's data was not right; the auditor must answer."""
    actor = actor_of(request)
    event = accesses_of(actor.party_id or 0).filter(pk=reading).first()
    if event is None:
        raise NotFound(words("There is no such reading of your data."))
    if reading in disputes_about([reading], actor):
        return HttpResponseRedirect("/du-lieu-cua-toi/")
    error = ""
    if request.method == "POST":
        try:
            dispute_reading(reading, text=request.POST.get("text", ""), actor=actor)
        except Refusal as refusal:
            said = say_refusal(refusal)
            error = said.fields.get("text", "") or f"{said.message} {said.way_out}".strip()
        else:
            messages.success(request, _("The auditor has it now. The answer will stand beside the reading."))
            return HttpResponseRedirect("/du-lieu-cua-toi/")
    hint = _("For example: you had no business with this office on that day.")
    field = Field("text", _("What is not right?"), "textarea", request.POST.get("text", ""), hint=hint, error=error)
    context = {
        "event": event,
        "who": event.actor_name or _("Somebody with link and code"),
        "purpose": purpose_in_words(str(event.payload.get("purpose", ""))),
        "document": str(event.payload.get("document", "")),
        "field": field,
        "errors": error_links([field]),
        "back": "/du-lieu-cua-toi/",
        "section": "vault",
    }
    return render(request, "portal/vault_dispute.html", context, status=422 if error else 200)


def _refused(request: HttpRequest, refusal: Refusal, back: str) -> HttpResponse:
    said = say_refusal(refusal)
    messages.error(request, f"{said.message} {said.way_out}".strip())
    return HttpResponseRedirect(back)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
