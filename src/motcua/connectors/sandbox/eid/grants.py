"""Authorisation codes and access tokens: short-lived, used once, kept in memory only."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

CODE_SECONDS = 60
TOKEN_SECONDS = 600


@dataclass(slots=True)
class Grant:
    """What the person agreed to."""

    client_id: str
    redirect_uri: str
    nonce: str
    challenge: str
    subject: str
    level: int
    expires: float
    tokens: list[str] = field(default_factory=list)
    used: bool = False


class Grants:
    """All grants of the running provider. A code shown twice takes back what it gave (RFC 6749, 4.1.2)."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._lock = threading.Lock()
        self._now = now
        self._codes: dict[str, Grant] = {}
        self._tokens: dict[str, tuple[Grant, float]] = {}

    def issue_code(self, *, client_id: str, redirect_uri: str, nonce: str, challenge: str, subject: str, level: int) -> str:
        """A new code for one exchange within a minute."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._forget()
            self._codes[code] = Grant(client_id, redirect_uri, nonce, challenge, subject, level, self._now() + CODE_SECONDS)
        return code

    def redeem(self, code: str) -> tuple[Grant, str] | None:
        """The grant and a new access token, or None for a code that is unknown, used or too old."""
        with self._lock:
            grant = self._codes.get(code)
            if grant is None:
                return None
            if grant.used:
                for token in grant.tokens:
                    self._tokens.pop(token, None)
                return None
            grant.used = True
            if grant.expires < self._now():
                return None
            token = secrets.token_urlsafe(32)
            grant.tokens.append(token)
            self._tokens[token] = (grant, self._now() + TOKEN_SECONDS)
            return grant, token

    def grant_of(self, token: str) -> Grant | None:
        """The grant behind a living access token."""
        with self._lock:
            found = self._tokens.get(token)
            return found[0] if found and found[1] >= self._now() else None

    def _forget(self) -> None:
        now = self._now()
        self._codes = {code: grant for code, grant in self._codes.items() if grant.expires + TOKEN_SECONDS >= now}
        self._tokens = {token: held for token, held in self._tokens.items() if held[1] >= now}
