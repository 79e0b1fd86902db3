"""Who may act on the vault of an organisation."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.channels.ui.api import Choice, Field, actor_of, citizen_only, error_links, say_refusal
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.errors import Refusal
from motcua.onestop.vault.api import delegate, delegates_of, end_delegation

_DAYS = ("30", "90", "365")


@citizen_only
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """The persons let into the vault of the organisation one has logged in as; a form lets in another."""
    actor = actor_of(request)
    errors: dict[str, str] = {}
    general = ""
    if request.method == "POST":
        days = request.POST.get("until", "")
        until = clock.now() + timedelta(days=int(days)) if days in _DAYS else None
        try:
            delegate(
                person_number=request.POST.get("person_number", "")[:40], may=request.POST.get("may", "")[:10], until=until, actor=actor
            )
        except Refusal as refusal:
            said = say_refusal(refusal)
            errors, general = dict(said.fields), f"{said.message} {said.way_out}".strip()
        else:
            messages.success(request, _("The person can use the vault now."))
            return HttpResponseRedirect("/kho/nguoi-duoc-giao/")
    fields = _fields(request, errors)
    now = clock.now()
    context = {
        "is_organisation": Party.objects.filter(pk=actor.party_id or 0, kind=Party.Kind.ORGANISATION).exists(),
        "rows": [
            {"row": one, "open": one.ended_at is None and (one.ends_at is None or one.ends_at > now), "may": _may()[one.may]}
            for one in delegates_of(actor)
        ],
        "fields": fields,
        "errors": error_links(fields),
        "general": general if general and not errors else "",
        "back": "/kho/",
        "section": "vault",
    }
    return render(request, "portal/vault_staff.html", context, status=422 if general else 200)


@citizen_only
@require_POST
def end(request: HttpRequest, delegate_id: int) -> HttpResponse:
    """Take a person out at once."""
    end_delegation(delegate_id, actor=actor_of(request))
    messages.success(request, _("The person cannot use the vault any more."))
    return HttpResponseRedirect("/kho/nguoi-duoc-giao/")


def _may() -> dict[str, str]:
    return {
        "read": _("Read documents"),
        "use": _("Read, and use them in dossiers"),
        "share": _("Read, use, share with others and order archives"),
    }


def _fields(request: HttpRequest, errors: dict[str, str]) -> list[Field]:
    given = request.POST
    return [
        Field(
            "person_number",
            _("Identity number of the person"),
            value=given.get("person_number", ""),
            hint=_("12 digits. The person must have logged in here once."),
            error=errors.get("person_number", ""),
            width="m",
            inputmode="numeric",
        ),
        Field(
            "may",
            _("What may the person do?"),
            "radios",
            value=given.get("may", "read"),
            choices=[Choice(key, words) for key, words in _may().items()],
            error=errors.get("may", ""),
        ),
        Field(
            "until",
            _("How long?"),
            "radios",
            value=given.get("until", "365"),
            choices=[
                Choice("30", _("30 days")),
                Choice("90", _("90 days")),
                Choice("365", _("One year")),
                Choice("", _("Until you end it")),
            ],
            error=errors.get("until", ""),
        ),
    ]
