"""What was typed when the session had ended: kept for half an hour, given back after login.

The values are encrypted with a key that only the browser's cookie holds, so a copy of the database tells nothing.
"""

import json
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.channels.ui.models import KeptForm
from motcua.kernel import clock

COOKIE = "giu_lai"
KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 256_000
_NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password"})


def keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Keep the posted values of `request`; the token goes into a cookie on `response`. False when there are too many."""
    values = {name: request.POST.getlist(name) for name in request.POST if name not in _NEVER_KEPT}
    text = json.dumps({"path": request.get_full_path(), "values": values, "files": list(request.FILES)}).encode()
    if len(text) > MOST_BYTES:
        return False
    token = secrets.token_urlsafe(32)
    now = clock.real_now()
    KeptForm.objects.filter(expires_at__lt=now).delete()
    KeptForm.objects.create(key=_row_key(token), content=Fernet(_cipher_key(token)).encrypt(text).decode(), expires_at=now + KEPT_FOR)
    response.set_cookie(
        COOKIE, token, max_age=int(KEPT_FOR.total_seconds()), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return True


def offer(request: HttpRequest) -> HttpResponse | None:
    """When the page whose form was kept is opened again: a page that sends the kept values with one press."""
    token = request.COOKIES.get(COOKIE, "")
    if not token:
        return None
    if request.method != "GET":
        forget(token)
        return None
    content = _content(token)
    if content is None or content["path"] != request.get_full_path():
        return None
    values = [(name, value) for name, many in content["values"].items() for value in many]
    return render(request, "ui/kept.html", {"values": values, "files": content["files"], "path": content["path"]})


def forget(token: str) -> None:
    """Drop what was kept: it was used, or its owner does not want it."""
    KeptForm.objects.filter(key=_row_key(token)).delete()


def _content(token: str) -> dict[str, Any] | None:
    row = KeptForm.objects.filter(key=_row_key(token), expires_at__gte=clock.real_now()).first()
    if row is None:
        return None
    try:
        content: dict[str, Any] = json.loads(Fernet(_cipher_key(token)).decrypt(row.content.encode()))
    except InvalidToken:
        return None
    return content


def _row_key(token: str) -> str:
    return sha256(f"row:{token}".encode()).hexdigest()


def _cipher_key(token: str) -> bytes:
    return urlsafe_b64encode(sha256(f"values:{token}".encode()).digest())
