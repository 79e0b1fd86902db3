"""A device that stands in a hall as its ticket machine: an officer of the desk made it one, a signed cookie says so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "kiosk"
_SALT = "ui.kiosk"
_A_YEAR = 365 * 24 * 3600


def is_kiosk(request: HttpRequest, hall: str) -> bool:
    """Whether this device is the ticket machine of that hall."""
    return bool(request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_A_YEAR) == hall)


def make_kiosk(response: HttpResponse, hall: str) -> None:
    """Let this device be the ticket machine of that hall from now on."""
    response.set_signed_cookie(
        COOKIE, hall, salt=_SALT, max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
