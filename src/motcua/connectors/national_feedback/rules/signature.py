"""Whether a message comes from the national portal, and now; and the signature under our own."""

import hmac
from hashlib import sha256

OLDEST_SECONDS = 300
_FUTURE_SECONDS = 60


def signed(*, secret: str, timestamp: str, delivery: str, body: bytes) -> str:
    """HMAC-SHA256 over time stamp, delivery number and body."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.{delivery}.".encode() + body, sha256).hexdigest()


def is_genuine(*, secret: str, timestamp: str, delivery: str, signature: str, body: bytes, now: float) -> bool:
    """Signed with our secret, not older than five minutes, not from the future."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and 16 <= len(delivery) <= 64 and delivery.isascii()):
        return False
    if not -_FUTURE_SECONDS <= now - int(timestamp) <= OLDEST_SECONDS:
        return False
    expected = signed(secret=secret, timestamp=timestamp, delivery=delivery, body=body)
    return hmac.compare_digest(expected.encode(), signature.encode())
