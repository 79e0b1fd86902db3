"""Pages for what went wrong."""

import logging
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from motcua.channels.ui import kept
from motcua.channels.ui.words import SaidRefusal, say_refusal
from motcua.kernel.errors import Fault, Refusal

_log = logging.getLogger(__name__)


def refused(request: HttpRequest, error: Refusal | Fault) -> HttpResponse:
    """A page that says what was refused and what to do now; a fault of ours is logged and answered with 503."""
    if isinstance(error, Fault):
        _log.error("fault while serving %s", request.path, exc_info=error)
        said = SaidRefusal(gettext("Something on our side does not work right now."), gettext("Please try again in a few minutes."), {})
        return render(request, "ui/refused.html", {"said": said, "status": 503, "heading": _heading(503)}, status=503)
    context = {"said": say_refusal(error), "status": error.status, "heading": _heading(error.status)}
    return render(request, "ui/refused.html", context, status=error.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent with an old token (somebody logged in meanwhile): keep what was typed when it came from our own page."""
    if request.method == "POST" and _is_ours(request):
        response = HttpResponseRedirect(request.get_full_path())
        if kept.keep(request, response):
            return response
    return render(request, "ui/expired.html", {"reason": reason}, status=403)


def _is_ours(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def _heading(status: int) -> str:
    return {
        403: gettext("You may not do this"),
        404: gettext("We did not find this"),
        409: gettext("Something has changed meanwhile"),
        503: gettext("Out of order for the moment"),
    }.get(status, gettext("This could not be done"))
