"""Signatures of the SMS gateway: ours on questions, its own on reports."""

import hmac
from hashlib import sha256

OLDEST_SECONDS = 300
_FUTURE_SECONDS = 60


def sign(secret: str, timestamp: str, delivery: str, body: bytes) -> str:
    """HMAC-SHA256 over time stamp, delivery number and body."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.{delivery}.".encode() + body, sha256).hexdigest()


def is_genuine(*, secret: str, timestamp: str, delivery: str, signature: str, body: bytes, now: float) -> bool:
    """Whether a report comes from the gateway, and now: at most five minutes old, not from the future."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and 16 <= len(delivery) <= 64 and delivery.isascii()):
        return False
    if not -_FUTURE_SECONDS <= now - int(timestamp) <= OLDEST_SECONDS:
        return False
    return hmac.compare_digest(sign(secret, timestamp, delivery, body).encode(), signature.encode())
