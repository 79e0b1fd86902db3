"""The papers of a draft: attach, look at, replace, remove; each stored file has a receipt."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.portal.downloads import as_picture, file_response
from motcua.channels.portal.draft_steps import components_of, draft_with_content
from motcua.channels.portal.receipts import accept_of, accepted_in_words, receipt_of
from motcua.channels.portal.terms import language
from motcua.channels.portal.vault_offers import offers_in_words, offers_of, settled_by_vault
from motcua.channels.ui.api import Field, Link, Receipt, actor_of, citizen_only, error_links, say_refusal
from motcua.kernel.errors import Refusal
from motcua.onestop.catalogue.api import Component
from motcua.onestop.dossiers.api import Draft, Paper, attach_paper, draft_of, remove_paper


@citizen_only
@require_safe
def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every paper the case asks for, with what was stored for it."""
    draft, content = draft_with_content(key, actor_of(request))
    attached = list(draft.papers.select_related("file").order_by("id"))
    held = settled_by_vault(draft, actor_of(request))
    rows = [
        {
            "component": component,
            "name": component.in_language(language()),
            "href": f"/nhap/{key}/giay-to/{component.key}/",
            "receipts": [receipt_of(paper, f"/nhap/{key}/tep/{paper.pk}/") for paper in attached if paper.component_key == component.key],
            "held": held.get(component.key),
        }
        for component in components_of(draft)
    ]
    context = {"draft": draft, "rows": rows, "name": content.name.in_language(language()), "back": f"/nhap/{key}/"}
    return render(request, "portal/papers.html", context)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def component(request: HttpRequest, key: UUID, component: str) -> HttpResponse:
    """Attach files for one paper; a file that cannot be taken is named with the reason, the others are kept."""
    draft, _content = draft_with_content(key, actor_of(request))
    asked = _asked(draft, component)
    replaced = draft.papers.filter(component_key=component, pk=_number(request.GET.get("thay", ""))).first()
    error = _attach(request, draft, asked) if request.method == "POST" else ""
    if request.method == "POST" and not error and replaced is not None:
        remove_paper(key, replaced.pk, actor=actor_of(request))
    if request.method == "POST" and not error:
        return HttpResponseRedirect(f"/nhap/{key}/giay-to/{component}/")
    stored = draft.papers.filter(component_key=component).select_related("file").order_by("id")
    receipts = [receipt_of(paper, f"/nhap/{key}/tep/{paper.pk}/", _ways(key, paper)) for paper in stored]
    field = Field(
        "tep",
        _question(replaced, receipts),
        "file",
        hint=accepted_in_words(asked),
        error=error,
        accept=accept_of(asked),
        multiple=True,
    )
    context = {
        "name": asked.in_language(language()),
        "hint": asked.hint.in_language(language()) if asked.hint else "",
        "asked": asked,
        "receipts": receipts,
        "field": field,
        "errors": error_links([field]),
        "offers": offers_in_words(offers_of(draft, [asked], actor_of(request)).get(component, [])),
        "vault_action": f"/nhap/{key}/giay-to/{component}/tu-kho/",
        "back": f"/nhap/{key}/giay-to/",
    }
    return render(request, "portal/component.html", context)


def _ways(key: UUID, paper: Paper) -> list[Link]:
    return [
        Link(_("Replace"), f"/nhap/{key}/giay-to/{paper.component_key}/?thay={paper.pk}"),
        Link(_("Remove"), f"/nhap/{key}/tep/{paper.pk}/xoa/"),
    ]


def _question(replaced: Paper | None, receipts: list[Receipt]) -> str:
    if replaced is not None:
        return _("Choose the file that replaces “%(name)s”") % {"name": replaced.name}
    return _("Add another file") if receipts else _("Choose one or more files")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _asked(draft: Draft, key: str) -> Component:
    found = next((one for one in components_of(draft) if one.key == key and one.kind == "upload"), None)
    if found is None:
        raise Http404
    return found


def _attach(request: HttpRequest, draft: Draft, asked: Component) -> str:
    files = request.FILES.getlist("tep")
    if not files:
        return _("Choose a file for “%(paper)s”.") % {"paper": asked.in_language(language())}
    problems = []
    for upload in files:
        try:
            attach_paper(draft.key, asked.key, name=upload.name or "", stream=cast(BinaryIO, upload.file), actor=actor_of(request))
        except Refusal as refusal:
            said = say_refusal(refusal)
            problems.append(f"{upload.name}: {said.message} {said.way_out}".strip())
    return " ".join(problems)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID, paper: int) -> HttpResponse:
    """Take a stored file out of the draft, after asking."""
    draft = draft_of(key, actor_of(request))
    found = draft.papers.filter(pk=paper).first()
    if found is None:
        return HttpResponseRedirect(f"/nhap/{key}/giay-to/")
    if request.method == "POST":
        remove_paper(key, paper, actor=actor_of(request))
        messages.success(request, _("“%(name)s” was removed.") % {"name": found.name})
        return HttpResponseRedirect(f"/nhap/{key}/giay-to/{found.component_key}/")
    context = {
        "title": _("Remove “%(name)s”?") % {"name": found.name},
        "label": _("Yes, remove it"),
        "tone": "warn",
        "back": f"/nhap/{key}/giay-to/{found.component_key}/",
    }
    return render(request, "ui/confirm.html", context)


@citizen_only
@require_safe
def open_paper(request: HttpRequest, key: UUID, paper: int) -> HttpResponse:
    """The stored file itself, so that everybody can see what the server really has; `?nho` gives a small picture."""
    found = draft_of(key, actor_of(request)).papers.select_related("file").filter(pk=paper).first()
    if found is None:
        raise Http404
    return as_picture(found.file) if "nho" in request.GET else file_response(found.file, found.name)
