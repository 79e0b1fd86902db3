"""Files sent to an official's browser: shown where that is safe, otherwise saved; they run nothing and load nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from motcua.blocks.files.api import StoredFile, read_bytes

_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
_POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def file_reply(file: StoredFile, name: str) -> HttpResponse:
    """A stored file under a name."""
    return bytes_reply(read_bytes(file), file.media_type, name)


def bytes_reply(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes under a name."""
    shown = media_type in _SHOWN
    response = HttpResponse(data, content_type=media_type if shown else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not shown, name) or "inline"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response
