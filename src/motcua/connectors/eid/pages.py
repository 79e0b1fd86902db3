"""What the pages of this connector show."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

_APPLY = re.compile(r"/thu-tuc/([0-9A-Za-z.]{3,20})/nop/(?:\?.*)?")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a login form, drawn by the design system's field template."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    error: str = ""
    autocomplete: str = ""
    required: bool = True
    max_length: int = 200
    width: str = "l"
    hint: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def described_by(self) -> str:
        return f"{self.id}-error" if self.error else ""


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One line of the error summary; `target` is the id of the field, or empty."""

    text: str
    target: str = ""


def safe_next(request: HttpRequest, default: str) -> str:
    """Where to go afterwards: only an address of this house, else `default`."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(given, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return given if inside else default


def procedure_in(next_url: str) -> str:
    """The code of the procedure somebody wanted to apply for, when that is where the login would have led; else empty."""
    found = _APPLY.fullmatch(next_url)
    return found[1] if found else ""


def failure_page(request: HttpRequest, reason: str, next_url: str = "") -> HttpResponse:
    """Why the electronic identity did not let somebody in, and what to do; `reason` is cancelled, down, stale or untrusted."""
    name = settings.EID["name"]
    title, text, status = {
        "cancelled": (gettext("You did not log in"), gettext("You stopped the login. Nothing was changed."), 200),
        "down": (
            gettext("%(name)s does not answer right now") % {"name": name},
            gettext("The electronic identity is out of order. This is not your fault, and what you saved here is safe."),
            503,
        ),
        "stale": (
            gettext("This login is too old"),
            gettext("It was begun more than ten minutes ago, in another window, or was used already. Please begin again."),
            400,
        ),
    }.get(
        reason,
        (
            gettext("We could not be sure who you are"),
            gettext("The answer of the electronic identity did not pass our checks, so we did not log you in. Please begin again."),
            400,
        ),
    )
    context = {
        "title": title,
        "text": text,
        "reason": reason,
        "name": name,
        "next": next_url,
        "draft_for": procedure_in(next_url) if reason == "down" else "",
    }
    return render(request, "eid/failure.html", context, status=status)
