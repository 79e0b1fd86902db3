"""Write a draft without login, while the electronic identity does not answer; bind it to oneself after login."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.blocks.accounts.ports import identity_answers
from motcua.blocks.forms.api import Page
from motcua.channels.portal.actions.guest_draft import (
    KEPT_FOR,
    GuestContent,
    begin_guest_draft,
    bind_guest_draft,
    forget_guest_draft,
    read_guest_draft,
    save_guest_page,
)
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice, Field, Filling, Task, actor_of, citizen_only, error_links, page_fields, public
from motcua.channels.ui.areas import Areas
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import content_of, form_of, version_in_force
from motcua.onestop.dossiers.api import my_drafts

COOKIE = "nhap_khach"
HERE = "/nhap-khach/"
BIND = "/nhap-khach/gan/"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a draft without login is, then begin one; with a login that works, that is the way."""
    content = content_of(version_in_force(code, clock.today()))
    apply = f"/thu-tuc/{content.code}/nop/"
    if actor_of(request).kind != "anonymous":
        return HttpResponseRedirect(apply)
    if identity_answers():
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': apply})}")
    if request.method != "POST":
        return render(request, "portal/guest_begin.html", {"name": content.name.in_language(language()), "back": f"/thu-tuc/{code}/"})
    token = begin_guest_draft(code, address=client_address(request))
    return _with_cookie(HttpResponseRedirect(HERE), token)


@public
@never_cache
@require_safe
def reopen(request: HttpRequest, token: str) -> HttpResponse:
    """The secret link: go on writing, on any device."""
    if read_guest_draft(token) is None:
        raise NotFound(
            words("This draft is not here any more."), way_out=words("It was bound after login, thrown away, or two days have passed.")
        )
    return _with_cookie(HttpResponseRedirect(HERE), token)


@public
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is done and what is left, the secret link, and the way on."""
    token, content = _mine(request)
    form = form_of(content.version_id)
    tasks = [
        Task(page.title.in_language(language()), f"{HERE}trang/{page.id}/", _("Done") if done else _("To do"), "plain" if done else "now")
        for page in form.pages(content.answers)
        for done in [page.id in content.pages_done]
    ]
    context = {
        "name": _name(content),
        "tasks": tasks,
        "link": request.build_absolute_uri(f"{HERE}mo/{token}/"),
        "days": KEPT_FOR.days,
        "up": identity_answers(),
        "login": f"{settings.LOGIN_URL}?{urlencode({'next': BIND})}",
    }
    return render(request, "portal/guest.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, page_id: str) -> HttpResponse:
    """One page of questions, kept at once; nothing is sent from here."""
    token, content = _mine(request)
    form, areas = form_of(content.version_id), Areas()
    page = form.page(page_id, content.answers)
    if request.method != "POST":
        return _show(request, content, page, Filling(form.posted(page_id, content.answers), (), language()), areas)
    posted = {name: request.POST.getlist(name) for name in request.POST}
    if "_add_row" in posted:
        raw = {name: texts for name, texts in posted.items() if not name.startswith("_")}
        return _show(request, content, page, Filling(raw, (), language(), add_row_to=request.POST["_add_row"]), areas)
    result = form.parse(page_id, posted, content.answers, language=language(), find_area=areas.find)
    wrong = {error.field.partition("-")[0] for error in result.errors}
    values = {one.name: result.values.get(one.name) for one in result.page.fields if one.name not in wrong}
    saved = save_guest_page(token, page=page_id if result.ok else "", values=values)
    if not result.ok:
        shown = {one.name for one in page.fields}
        errors = tuple(error for error in result.errors if error.field.partition("-")[0] in shown)
        return _show(request, saved, result.page, Filling(result.raw, errors, language()), areas)
    after = form.page_after(page_id, saved.answers)
    return HttpResponseRedirect(f"{HERE}trang/{after.id}/" if after else HERE)


@public
@never_cache
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw it away."""
    token, _content = _mine(request)
    forget_guest_draft(token)
    messages.success(request, _("The draft was thrown away."))
    return _without_cookie(HttpResponseRedirect("/"))


@citizen_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bind(request: HttpRequest) -> HttpResponse:
    """After login: whose draft it shall be, and what happens when there is one of the same procedure already."""
    actor, token = actor_of(request), request.COOKIES.get(COOKIE, "")
    content = read_guest_draft(token)
    if content is None:
        return _without_cookie(HttpResponseRedirect("/ho-so-cua-toi/"))
    version = version_in_force(content.code, clock.today())
    drafts = [row for row in my_drafts(actor)[:20] if row.version_id == version.pk]
    chosen = request.POST.get("vao", "")
    if request.method == "POST" and (chosen == "moi" or chosen in {str(row.key) for row in drafts}):
        bound = bind_guest_draft(token, into=None if chosen == "moi" else UUID(chosen), actor=actor)
        messages.success(request, _("The draft is yours now. Look it through, then send it."))
        if bound.differs:
            text = _("What was typed differs from what is known of you: %(questions)s. Please look at it.")
            messages.warning(request, text % {"questions": ", ".join(bound.differs)})
        return _without_cookie(HttpResponseRedirect(f"/nhap/{bound.draft.key}/"))
    choices = [Choice("moi", _("A new draft of mine"))] + [
        Choice(
            str(row.key),
            _("Put the answers into my draft begun at %(when)s") % {"when": f"{row.started_at.astimezone(clock.VIETNAM):%H:%M %d/%m/%Y}"},
        )
        for row in drafts
    ]
    error = _("Choose one.") if request.method == "POST" else ""
    field = Field("vao", _("What shall become of it?"), "radios", value="moi", choices=choices, error=error)
    context = {"name": _name(content), "field": field, "errors": error_links([field]), "who": actor.name, "section": "mine"}
    return render(request, "portal/guest_bind.html", context)


def _mine(request: HttpRequest) -> tuple[str, GuestContent]:
    token = request.COOKIES.get(COOKIE, "")
    content = read_guest_draft(token)
    if content is None:
        raise NotFound(
            words("This draft is not here any more."), way_out=words("It was bound after login, thrown away, or two days have passed.")
        )
    return token, content


def _show(request: HttpRequest, content: GuestContent, page: Page, filling: Filling, areas: Areas) -> HttpResponse:
    if any(one.widget == "address" for one in page.fields):
        filling = Filling(filling.raw, filling.errors, filling.language, filling.notes, areas.names, areas.label, filling.add_row_to)
    fields = page_fields(page, filling)
    before = form_of(content.version_id).page_before(page.id, content.answers)
    context = {
        "title": page.title.in_language(language()),
        "help": page.help.in_language(language()) if page.help else "",
        "fields": fields,
        "heading": not any(one.heading for one in fields),
        "errors": error_links(fields),
        "back": f"{HERE}trang/{before.id}/" if before else HERE,
        "name": _name(content),
    }
    return render(request, "portal/guest_page.html", context)


def _name(content: GuestContent) -> str:
    return content_of(content.version_id).name.in_language(language())


def _with_cookie(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        COOKIE, token, max_age=int(KEPT_FOR.total_seconds()), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _without_cookie(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE)
    return response
