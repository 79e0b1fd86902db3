"""Write an application: choose the office, answer page by page; everything is kept at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.blocks.forms.api import Page
from motcua.channels.portal.draft_steps import (
    draft_tasks,
    draft_with_content,
    next_address,
    page_address,
    renewed_elsewhere,
)
from motcua.channels.portal.offices import may_handle, offices_for
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import ErrorLink, Filling, actor_of, citizen_only, error_links, page_fields
from motcua.channels.ui.areas import Areas
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import ProcedureContent, content_of, form_of, version_in_force
from motcua.onestop.dossiers.api import Draft, discard_draft, draft_of, renew_draft, save_answers, start_draft


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def choose_office(request: HttpRequest, code: str) -> HttpResponse:
    """Where to apply: the first page of every application; choosing starts the draft."""
    content = content_of(version_in_force(code, clock.today()))
    if request.method == "POST":
        unit_id = _posted_office(request, content)
        if unit_id is not None:
            draft = start_draft(code, unit_id=unit_id, actor=actor_of(request))
            return HttpResponseRedirect(next_address(draft, ""))
    return _office_page(request, content, back=f"/thu-tuc/{code}/", chosen="")


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_office(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose another office for a draft."""
    draft, content = draft_with_content(key, actor_of(request))
    if request.method == "POST":
        unit_id = _posted_office(request, content)
        if unit_id is not None:
            save_answers(key, values={}, unit_id=unit_id, actor=actor_of(request))
            return HttpResponseRedirect(f"/nhap/{key}/kiem-tra/" if "kiem-tra" in request.GET else f"/nhap/{key}/")
    return _office_page(request, content, back=f"/nhap/{key}/", chosen=str(draft.unit_id or ""))


def _posted_office(request: HttpRequest, content: ProcedureContent) -> int | None:
    value = request.POST.get("unit", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 and may_handle(content, int(value)) else None


def _office_page(request: HttpRequest, content: ProcedureContent, *, back: str, chosen: str) -> HttpResponse:
    text, district = request.GET.get("ten", "")[:100], request.GET.get("huyen", "")[:20]
    offices = offices_for(content, text=text, district=district, home_commune=_home_commune(actor_of(request)))
    message = _("Choose the office that shall handle your application.")
    context = {
        "name": content.name.in_language(language()),
        "offices": offices,
        "looked": bool(text or district),
        "text": text,
        "district": district,
        "chosen": chosen
        or (offices.choices[0].value if offices.only_one and offices.choices else offices.near.value if offices.near else ""),
        "errors": [ErrorLink(message, "office")] if request.method == "POST" else [],
        "error": message if request.method == "POST" else "",
        "back": back,
    }
    return render(request, "portal/choose_office.html", context)


def _home_commune(actor: Actor) -> str:
    return Party.objects.filter(pk=actor.party_id or 0).values_list("commune_code", flat=True).first() or ""


@citizen_only
@require_safe
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is done and what is left in a draft."""
    draft, content = draft_with_content(key, actor_of(request))
    context = {
        "draft": draft,
        "name": content.name.in_language(language()),
        "tasks": draft_tasks(draft, content),
        "stale": renewed_elsewhere(draft, content),
        "section": "mine",
    }
    return render(request, "portal/draft.html", context)


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, key: UUID, page_id: str) -> HttpResponse:
    """One page of questions: read, kept at once (also when something is wrong), then the next."""
    draft, content = draft_with_content(key, actor_of(request))
    if renewed_elsewhere(draft, content):
        return HttpResponseRedirect(f"/nhap/{key}/")
    form, areas = form_of(draft.version_id), Areas()
    page = form.page(page_id, draft.answers)
    if request.method != "POST":
        notes = _notes(page, draft) if page_id not in draft.pages_done else {}
        return _show(request, draft, page, Filling(form.posted(page_id, draft.answers), (), language(), notes), areas)
    posted = {name: request.POST.getlist(name) for name in request.POST}
    if "_add_row" in posted:
        raw = {name: texts for name, texts in posted.items() if not name.startswith("_")}
        return _show(request, draft, page, Filling(raw, (), language(), add_row_to=request.POST["_add_row"]), areas)
    result = form.parse(page_id, posted, draft.answers, language=language(), find_area=areas.find)
    values = {field.name: result.values.get(field.name) for field in result.page.fields}
    if not result.ok:
        wrong = {error.field.partition("-")[0] for error in result.errors}
        save_answers(key, values={name: value for name, value in values.items() if name not in wrong}, actor=actor_of(request))
        shown = {field.name for field in page.fields}  # a question that this answer brought up is no mistake yet
        errors = [error for error in result.errors if error.field.partition("-")[0] in shown]
        return _show(request, draft, result.page, Filling(result.raw, tuple(errors), language()), areas)
    saved = save_answers(key, page=page_id, values=values, actor=actor_of(request))
    if "kiem-tra" in request.GET:
        return HttpResponseRedirect(f"/nhap/{key}/kiem-tra/")
    return HttpResponseRedirect(next_address(saved, page_id))


def _show(request: HttpRequest, draft: Draft, page: Page, filling: Filling, areas: Areas) -> HttpResponse:
    if any(field.widget == "address" for field in page.fields):
        filling = Filling(
            filling.raw, filling.errors, filling.language, filling.notes, areas.names, areas.label, filling.add_row_to
        )  # fmt: skip
    fields = page_fields(page, filling)
    form = form_of(draft.version_id)
    before = form.page_before(page.id, draft.answers)
    checking = "kiem-tra" in request.GET
    back = f"/nhap/{draft.key}/kiem-tra/" if checking else page_address(draft, before.id) if before else f"/nhap/{draft.key}/"
    context = {
        "draft": draft,
        "title": page.title.in_language(language()),
        "help": page.help.in_language(language()) if page.help else "",
        "fields": fields,
        "heading": not any(field.heading for field in fields),
        "errors": error_links(fields),
        "back": back,
        "name": content_of(draft.version_id).name.in_language(language()),
        "checking": checking,
    }
    return render(request, "portal/form_page.html", context)


def _notes(page: Page, draft: Draft) -> dict[str, str]:
    note = _("Filled in from your electronic identity. Correct it if it is wrong.")
    return {field.name: note for field in page.fields if field.prefill and draft.answers.get(field.name) is not None}


@citizen_only
@require_http_methods(["POST"])
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring the draft to the version of today and say what must be answered again."""
    again = renew_draft(key, actor=actor_of(request))
    draft = draft_of(key, actor_of(request))
    labels = {field.name: field.label.in_language(language()) for field in form_of(draft.version_id).fields}
    if again:
        text = _("Please answer again: %(questions)s.") % {"questions": ", ".join(labels.get(name, name) for name in again)}
        messages.warning(request, text)
    else:
        messages.success(request, _("Your answers fit the new form. Please look through them once more."))
    return HttpResponseRedirect(f"/nhap/{key}/")


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a draft away, after asking."""
    draft_of(key, actor_of(request))
    if request.method == "POST":
        discard_draft(key, actor=actor_of(request))
        messages.success(request, _("The draft was thrown away."))
        return HttpResponseRedirect("/ho-so-cua-toi/")
    context = {
        "title": _("Throw this draft away?"),
        "text": _("Your answers and the files you attached will be gone. This cannot be undone."),
        "label": _("Yes, throw it away"),
        "tone": "warn",
        "back": f"/nhap/{key}/",
    }
    return render(request, "ui/confirm.html", context)
