"""The shape of an access token, and what of it is kept."""

import secrets
from datetime import timedelta
from hashlib import sha256

LONGEST_LIFE = timedelta(days=366)
_MARK = "mc"


def new_token() -> tuple[str, str]:
    """A new token and its prefix. The prefix is shown in lists, the whole token only once."""
    prefix = secrets.token_hex(4)
    return f"{_MARK}_{prefix}_{secrets.token_urlsafe(32)}", prefix


def digest_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so one round of SHA-256 is enough."""
    return sha256(token.encode()).hexdigest()


def name_key(username: str) -> str:
    """The key under which failures on a name are counted, without regard to case or outer spaces."""
    return sha256(username.strip().casefold().encode()).hexdigest()
