"""Whether the electronic identity answers: asked shortly, remembered shortly, shared by the threads of a process."""

import time

import requests
from django.conf import settings
from django.core.cache import cache

from motcua.connectors.eid.rules.breaker import Verdict, after, is_fresh

_KEPT = 300
_WELL_KNOWN = "/.well-known/openid-configuration"


def answers(*, again: bool = False) -> bool:
    """Whether the identity answered lately; knocks when nobody knows (or `again` is asked), for at most one and a half seconds."""
    verdict: Verdict | None = None if again else cache.get(_key())
    if verdict is not None and is_fresh(verdict, time.time()):
        return verdict.up
    return _note(up=_knock())


def note_failure() -> None:
    """Somebody saw it fail: for a while nobody else waits for it."""
    _note(up=False)


def _note(*, up: bool) -> bool:
    known: Verdict | None = cache.get(_key())
    cache.set(_key(), after(known, up=up, now=time.time()), _KEPT)
    return up


def _knock() -> bool:
    seconds: float = settings.EID_KNOCK_SECONDS
    try:
        answer = requests.get(settings.EID["issuer"].rstrip("/") + _WELL_KNOWN, timeout=seconds)
    except requests.RequestException:
        return False
    return answer.status_code < 500


def _key() -> str:
    return f"motcua.eid.answers:{settings.EID['issuer']}"
