"""Track a dossier without logging in: by its code and the owner's identity number; little is told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.blocks.accounts.api import client_address
from motcua.channels.portal.guessing import check_allowed, note_failure
from motcua.channels.portal.statuses import status_of
from motcua.channels.ui.api import ErrorLink, Field, error_links, public, say_refusal
from motcua.kernel.errors import Refusal
from motcua.onestop.dossiers.api import PublicView, public_tracking


@public
@never_cache
@sensitive_post_parameters("so")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The form (the code comes with the QR of the slip), and what is told in answer."""
    values = request.POST if request.method == "POST" else request.GET
    code, number = values.get("ma", "").strip()[:40], request.POST.get("so", "").strip()[:20]
    fields = [
        Field(
            "ma", _("Dossier code"), value=code, width="l", hint=_("On the receipt slip, for example H56.31.5-221114-0001."),
            error=_("Enter the dossier code.") if request.method == "POST" and not code else "",
        ),
        Field(
            "so", _("Identity number or tax code of the owner"), value=number, width="m", inputmode="numeric", autocomplete="off",
            error=_("Enter the identity number or the tax code.") if request.method == "POST" and not number else "",
        ),
    ]  # fmt: skip
    links, found, status = error_links(fields), None, 200
    if request.method == "POST" and not links:
        try:
            found = _look_up(code, number, client_address(request))
        except Refusal as refusal:
            said, status = say_refusal(refusal), refusal.status
            links = [ErrorLink(f"{said.message} {said.way_out}".strip(), "id_ma")]
    elif links:
        status = 422
    context = {"fields": fields, "errors": links, "found": found, "section": "track", "status": status_of(found.status) if found else None}
    return render(request, "portal/track.html", context, status=status)


def _look_up(code: str, number: str, address: str) -> PublicView:
    check_allowed(address, code)
    try:
        return public_tracking(code, number)
    except Refusal:
        note_failure(address, code)
        raise
