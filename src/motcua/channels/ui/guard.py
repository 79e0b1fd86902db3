"""Who may open a page: declared on the view, enforced before it runs, listed in the generated permission matrix.

Every route carries one of `@public`, `@citizen_only`, `@official_only` or `@guarded("capability")`.
The page only asks whether the actor holds the right at all; the action asks again, for the very row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Literal, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.blocks.permissions.api import require
from motcua.channels.ui import kept
from motcua.channels.ui.identity import actor_of
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a route; `capability` names the right when one is needed."""

    kind: Literal["public", "citizen", "official", "capability"]
    capability: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One address and who may open it; None when nobody said."""

    pattern: str
    name: str
    access: Access | None
    module: str


def public(view: View[P]) -> View[P]:
    """Anybody may open it."""
    return _declare(view, Access("public"))


def citizen_only(view: View[P]) -> View[P]:
    """Only who is logged in by the electronic identity."""
    return _declare(view, Access("citizen"))


def official_only(view: View[P]) -> View[P]:
    """Only who is logged in as an official, whatever the post."""
    return _declare(view, Access("official"))


def guarded(capability: str) -> Callable[[View[P]], View[P]]:
    """Only who holds the capability somewhere."""

    def declare(view: View[P]) -> View[P]:
        return _declare(view, Access("capability", capability))

    return declare


def _declare(view: View[P], access: Access) -> View[P]:
    @wraps(view)
    def admitted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if access.kind != "public":
            stopped = _stop(request, access)
            if stopped is not None:
                return stopped
        return view(request, *args, **kwargs)

    vars(admitted)["access"] = access
    return admitted


def _stop(request: HttpRequest, access: Access) -> HttpResponse | None:
    actor = actor_of(request)
    if actor.kind == "anonymous":
        return ask_to_log_in(request)
    _require(actor, access)
    return kept.offer(request)


def _require(actor: Actor, access: Access) -> None:
    if access.kind == "capability":
        require(actor, access.capability)
    elif actor.kind != access.kind:
        if access.kind == "citizen":
            raise Forbidden(
                words("This page is for citizens and enterprises."),
                way_out=words("Log out, then log in with your electronic identity."),
            )
        raise Forbidden(words("This page is for officials."), way_out=words("Log out, then log in with your office account."))


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """To the login page and back here; what was posted is kept meanwhile."""
    query = {"next": request.get_full_path()}
    if request.method != "POST":
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode(query)}")
    response = HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({**query, 'expired': '1'})}")
    kept.keep(request, response)
    return response


def routes(prefix: str = "") -> list[Route]:
    """Every route of the house with its access."""
    return [route for route in _walk(get_resolver().url_patterns, "") if route.pattern.startswith(prefix)]


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> list[Route]:
    found: list[Route] = []
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _walk(pattern.url_patterns, address)
        else:
            view = pattern.callback
            found.append(Route(address, pattern.name or "", getattr(view, "access", None), getattr(view, "__module__", "")))
    return found
