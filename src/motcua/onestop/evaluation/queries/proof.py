"""The proof on a slip that whoever scans it holds the paper of this dossier: it opens the rating, and nothing else."""

import hmac
from base64 import b32encode
from hashlib import sha256

from django.conf import settings

_LETTERS = 20  # a hundred bits


def rating_proof(code: str) -> str:
    """The proof of a dossier, letters and digits; the same for every print of its slip."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"evaluation.rating/{code}".encode(), sha256).digest()
    return b32encode(made).decode().lower()[:_LETTERS]


def rating_address(code: str) -> str:
    """Where the QR code of a slip leads."""
    return f"{settings.PUBLIC_URL}/danh-gia/{code}/{rating_proof(code)}/"


def is_proof(code: str, given: str) -> bool:
    """Whether the proof belongs to the dossier."""
    return hmac.compare_digest(rating_proof(code).encode(), given.encode())
