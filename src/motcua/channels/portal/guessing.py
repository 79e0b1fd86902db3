"""Slow down guessing: after some failures in an hour a caller, and a dossier code, must wait for the next hour."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from motcua.channels.portal.models import LookupAttempt
from motcua.kernel import clock
from motcua.kernel.errors import Refusal, words

MOST_PER_CALLER = 20
MOST_PER_CODE = 10


class TooManyAttempts(Refusal):
    """Too many failures; wait."""

    code = "too_many_attempts"
    status = 429


def check_allowed(address: str, code: str) -> None:
    """Refuse when this caller or this code failed too often in the present hour. One query."""
    counts = dict(LookupAttempt.objects.filter(key__in=_keys(address, code), hour=_hour()).values_list("key", "count"))
    caller, dossier = _keys(address, code)
    if counts.get(caller, 0) >= MOST_PER_CALLER or counts.get(dossier, 0) >= MOST_PER_CODE:
        raise TooManyAttempts(
            words("Too many attempts failed."), way_out=words("Try again in an hour, log in, or ask at the one-stop desk.")
        )


def note_failure(address: str, code: str) -> None:
    """Count one failure for the caller and for the code."""
    with transaction.atomic():
        for key in _keys(address, code):
            row, _made = LookupAttempt.objects.get_or_create(key=key, hour=_hour())
            LookupAttempt.objects.filter(pk=row.pk).update(count=F("count") + 1)
    LookupAttempt.objects.filter(hour__lt=_hour() - timedelta(days=1)).delete()


def _keys(address: str, code: str) -> list[str]:
    return list(_hashes((f"caller:{address}", f"code:{code.strip().upper()}")))


def _hashes(texts: Iterable[str]) -> Iterable[str]:
    secret = settings.SECRET_KEY.encode()
    return (hmac.new(secret, text.encode(), "sha256").hexdigest() for text in texts)


def _hour() -> datetime:
    return clock.real_now().replace(minute=0, second=0, microsecond=0)
