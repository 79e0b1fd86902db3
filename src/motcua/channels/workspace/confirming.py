"""Before something is signed: the password once more, unless it was given a moment ago."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.blocks.accounts.api import client_address, confirm_identity, confirmed_recently, mark_confirmed
from motcua.channels.ui.api import Field, actor_of, say_refusal
from motcua.kernel.errors import Refusal


def password_field(request: HttpRequest, error: str) -> list[Field]:
    """The question, or nothing when it was answered within ten minutes."""
    if confirmed_recently(request.session):
        return []
    return [Field("password", _("Your password, once more"), "password", error=error, autocomplete="current-password", width="m")]


def identity_error(request: HttpRequest) -> str:
    """Why the person could not be confirmed; empty when it is certain who signs."""
    if confirmed_recently(request.session):
        return ""
    password = request.POST.get("password", "")
    if not password:
        return _("Enter your password to sign.")
    try:
        confirm_identity(actor=actor_of(request), password=password, address=client_address(request))
    except Refusal as refusal:
        said = say_refusal(refusal)
        return f"{said.message} {said.way_out}".strip()
    mark_confirmed(request.session)
    return ""
