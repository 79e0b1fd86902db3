"""Send what was asked for: every paper of the list, once."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.receipts import accept_of, accepted_in_words, receipt_of
from motcua.channels.portal.terms import language
from motcua.channels.portal.vault_offers import offers_for_supplement, offers_in_words
from motcua.channels.ui.api import ErrorLink, Field, actor_of, citizen_only, error_links, say_field, say_refusal
from motcua.kernel.errors import InvalidInput, Refusal
from motcua.onestop.dossiers.api import DossierFile, SupplementRequest, answer_supplement, attach_supplement_paper, dossier_file


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    """The list of what is missing, a file field for each, and one button that sends it all."""
    file = dossier_file(code, purpose="owner", actor=actor_of(request))
    asked = file.open_supplement
    if asked is None:
        return HttpResponseRedirect(f"/ho-so/{code}/")
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _attach(request, code, asked)
        if not errors and "gui" in request.POST:
            errors = _send(request, code)
            if not errors:
                messages.success(request, _("Thank you. What you sent is with the office; processing goes on."))
                return HttpResponseRedirect(f"/ho-so/{code}/")
        if not errors:
            return HttpResponseRedirect(f"/ho-so/{code}/bo-sung/")
        file = dossier_file(code, purpose="owner", actor=actor_of(request))
    items = _items(file, asked, errors)
    offers = offers_for_supplement(file, actor_of(request))
    for item in items:
        item["offers"] = offers_in_words(offers.get(item["component"], []))
    links = error_links([item["field"] for item in items])
    if "" in errors:
        links.append(ErrorLink(errors[""]))
    context = {
        "code": code,
        "name": file.content.name.in_language(language()),
        "asked": asked,
        "items": items,
        "vault_action": f"/ho-so/{code}/bo-sung/tu-kho/",
        "errors": links,
        "note": Field("ghi_chu", _("A note to the office"), "textarea", value=request.POST.get("ghi_chu", ""), required=False),
        "back": f"/ho-so/{code}/",
    }
    return render(request, "portal/supplement.html", context, status=422 if errors else 200)


def _attach(request: HttpRequest, code: str, asked: SupplementRequest) -> dict[str, str]:
    errors = {}
    for item in asked.items:
        key = item["component_key"]
        for upload in request.FILES.getlist(f"tep_{key}"):
            try:
                attach_supplement_paper(code, key, name=upload.name or "", stream=cast(BinaryIO, upload.file), actor=actor_of(request))
            except Refusal as refusal:
                said = say_refusal(refusal)
                errors[key] = f"{upload.name}: {said.message} {said.way_out}".strip()
    return errors


def _send(request: HttpRequest, code: str) -> dict[str, str]:
    try:
        answer_supplement(code, note=request.POST.get("ghi_chu", "").strip()[:2000], actor=actor_of(request))
    except InvalidInput as refusal:
        return {error.field.removeprefix("paper."): say_field(error) for error in refusal.fields} or {"": say_refusal(refusal).message}
    return {}


def _items(file: DossierFile, asked: SupplementRequest, errors: dict[str, str]) -> list[dict[str, Any]]:
    number = asked.round
    components = {component.key: component for component in file.case.components}
    items = []
    for item in asked.items:
        key = item["component_key"]
        component = components.get(key)
        name = component.in_language(language()) if component else item["name"]
        field = Field(
            f"tep_{key}",
            name,
            "file",
            hint=accepted_in_words(component) if component else "",
            error=errors.get(key, ""),
            accept=accept_of(component) if component else "",
            multiple=True,
        )
        stored = [paper for paper in file.papers if paper.round == number and paper.component_key == key]
        receipts = [receipt_of(paper, f"/ho-so/{file.dossier.code}/tep/{paper.pk}/") for paper in stored]
        items.append({"component": key, "field": field, "what": item.get("what", ""), "receipts": receipts})
    return items
