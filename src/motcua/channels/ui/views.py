"""The gallery of components, the choice of language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from motcua.channels.ui import gallery_parts, kept
from motcua.channels.ui.guard import public

_A_YEAR = 365 * 24 * 3600


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the airy layout."""
    return render(request, "ui/gallery.html", gallery_parts.everything())


@public
@require_safe
def gallery_workspace(request: HttpRequest) -> HttpResponse:
    """The same parts in the dense layout of the offices."""
    return render(request, "ui/gallery_workspace.html", gallery_parts.everything())


@public
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the chosen language in a cookie and go back."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return response


@public
@require_safe
def forget_kept(request: HttpRequest) -> HttpResponse:
    """Drop the kept values of a form and open the form afresh."""
    kept.forget(request.COOKIES.get(kept.COOKIE, ""))
    response = HttpResponseRedirect(safe_next(request))
    response.delete_cookie(kept.COOKIE)
    return response


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The address to go back to, if it is one of ours."""
    address = request.POST.get("next") or request.GET.get("next") or default
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}) else default
