"""Files on their way out: saved, never shown or run."""

from urllib.parse import quote

from django.http import HttpResponse

from motcua.blocks.files.api import StoredFile, read_bytes


def sent(data: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes under a name."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)


def sent_file(file: StoredFile, name: str) -> HttpResponse:
    """A stored file under a name."""
    return sent(read_bytes(file), file.media_type, name)
