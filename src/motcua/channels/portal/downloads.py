"""Files sent to the browser: shown where that is safe, otherwise saved."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from motcua.blocks.files.api import StoredFile, read_bytes, thumbnail

_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
_ALONE = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


def file_response(file: StoredFile, name: str) -> HttpResponse:
    """A stored file under a name; whatever is inside it may run nothing."""
    return bytes_response(read_bytes(file), file.media_type, name)


def bytes_response(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes under a name; PDF and pictures are shown, the rest is saved."""
    response = HttpResponse(data, content_type=media_type)
    way = "inline" if media_type in _SHOWN else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    if media_type != "application/pdf":  # browsers refuse to show a PDF in a sandbox; it cannot reach our pages anyway
        response["Content-Security-Policy"] = _ALONE
    response["Cache-Control"] = "private, no-store"
    return response


def as_picture(file: StoredFile) -> HttpResponse:
    """A small picture of an image file."""
    small = thumbnail(file)
    if small is None:
        raise Http404
    return bytes_response(small, "image/jpeg", "nho.jpg")
