"""Logging in and out: citizens by the electronic identity, officials with name and password."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from motcua.blocks.accounts.api import (
    Account,
    client_address,
    confirm_identity,
    confirmed_recently,
    mark_confirmed,
    note_failed_sign_in,
    note_sign_out,
    open_session,
    sign_in,
)
from motcua.connectors.eid.availability import answers, note_failure
from motcua.connectors.eid.pages import ErrorLine, Question, failure_page, procedure_in, safe_next
from motcua.connectors.eid.provider import IdentityConnection, provider_for
from motcua.kernel.actor import ANONYMOUS, Actor, ActorKind
from motcua.kernel.errors import Refusal

HOME = "/"
WORKPLACE = "/lam-viec/"


@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The login page: the two ways in."""
    next_url = safe_next(request, "")
    context = {
        "query": urlencode({"next": next_url}) if next_url else "",
        "expired": "expired" in request.GET,
        "name": settings.EID["name"],
        "down": not answers(),
        "draft_for": procedure_in(next_url),
        "for_officials": next_url.startswith(WORKPLACE),
    }
    return render(request, "eid/choose.html", context)


@never_cache
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """To the electronic identity; `muc=2` asks for level 2."""
    next_url = safe_next(request, "")
    if not answers(again="thu-lai" in request.GET):
        return _down(request, next_url)
    try:
        return provider_for(request).begin(level=2 if request.GET.get("muc") == "2" else 1, next_url=next_url)
    except (OAuth2Error, RequestException):
        return _down(request, next_url)


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Back from the electronic identity, with a code or an error."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(IdentityConnection)(request)
    except (OAuth2Error, RequestException):
        return _down(request, "")
    return answer


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def officials(request: HttpRequest) -> HttpResponse:
    """Name and password of an official."""
    if request.method == "GET":
        return _ask_password(request, "eid/officials.html")
    username, password = request.POST.get("username", "")[:200], request.POST.get("password", "")[:1000]
    try:
        account = sign_in(username=username, password=password, address=client_address(request))
    except Refusal as refusal:
        return _ask_password(request, "eid/officials.html", refusal=refusal, username=username)
    open_session(request, account)
    return HttpResponseRedirect(safe_next(request, WORKPLACE))


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Prove again who you are, before signing; citizens go to the electronic identity once more."""
    next_url = safe_next(request, HOME)
    account = request.user
    if not isinstance(account, Account):
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': next_url})}")
    if account.kind == Account.Kind.CITIZEN:
        return HttpResponseRedirect(f"/eid/vao/?{urlencode({'next': next_url, 'muc': '2'})}")
    if request.method == "GET":
        return HttpResponseRedirect(next_url) if confirmed_recently(request.session) else _ask_password(request, "eid/confirm.html")
    try:
        confirm_identity(actor=_actor(account), password=request.POST.get("password", "")[:1000], address=client_address(request))
    except Refusal as refusal:
        return _ask_password(request, "eid/confirm.html", refusal=refusal)
    request.session.cycle_key()
    mark_confirmed(request.session)
    return HttpResponseRedirect(next_url)


@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Log out here and, for citizens, at the electronic identity too."""
    account = request.user
    if request.method == "GET":
        return render(request, "eid/leave.html", {"logged_in": isinstance(account, Account)})
    if not isinstance(account, Account):
        return HttpResponseRedirect(HOME)
    note_sign_out(actor=_actor(account))
    logout(request)
    if account.kind != Account.Kind.CITIZEN:
        return HttpResponseRedirect(HOME)
    try:
        elsewhere = IdentityConnection(request).end_session_address(request.build_absolute_uri(HOME))
    except (OAuth2Error, RequestException):
        elsewhere = ""
    return HttpResponseRedirect(elsewhere or HOME)


def _actor(account: Account) -> Actor:
    kind: ActorKind = "citizen" if account.kind == Account.Kind.CITIZEN else "official"
    return Actor(kind=kind, name=account.name, account_id=account.pk)


def _down(request: HttpRequest, next_url: str) -> HttpResponse:
    note_failure()
    note_failed_sign_in(actor=ANONYMOUS, method="eid", address=client_address(request), reason="down")
    return failure_page(request, "down", next_url)


def _ask_password(request: HttpRequest, template: str, *, refusal: Refusal | None = None, username: str = "") -> HttpResponse:
    problem = gettext(refusal.message) if refusal else ""
    context = {
        "name": Question("username", gettext("User name"), value=username, autocomplete="username"),
        "password": Question(
            "password", gettext("Password"), kind="password", error=problem, autocomplete="current-password", max_length=1000
        ),
        "errors": [ErrorLine(f"{problem} {gettext(refusal.way_out)}".strip(), "id_password")] if refusal else [],
        "next": safe_next(request, ""),
    }
    return render(request, template, context, status=refusal.status if refusal else 200)
