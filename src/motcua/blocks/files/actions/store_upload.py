"""Take a file that a person sends: check what it really is, keep its bytes, give a receipt."""

import hashlib
from typing import BinaryIO, Protocol

from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports import in_use
from motcua.blocks.files.rules.kinds import PDF, Kind, Limits, kind_of, plain_name
from motcua.blocks.files.rules.pdfs import inspect_pdf
from motcua.blocks.files.rules.pictures import Measure, inspect_picture
from motcua.blocks.files.rules.verdicts import refusal
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_CHUNK = 256 * 1024


class Readable(Protocol):
    """Anything that gives its bytes piece by piece."""

    def read(self, size: int = -1, /) -> bytes: ...


def store_upload(*, name: str, stream: Readable, limits: Limits | None = None, actor: Actor) -> StoredFile:
    """Check and keep one file (PDF, JPEG, PNG); its bytes are kept as they came.

    Refuses, changing nothing, with the code file_empty, file_too_big, file_type, file_renamed, file_encrypted,
    file_hostile, file_broken or file_virus. Raises Fault when a configured scanner cannot be asked. Who may send
    a file here is decided by the caller's action. If the caller's transaction is rolled back, only bytes that
    nobody names stay behind, and `sweep_orphans` removes them.
    """
    allowed = limits or Limits()
    shown = plain_name(name)
    with in_use.store().incoming() as (path, copy):
        sha256, size, head = _receive(stream, copy, shown, allowed)
        kind = kind_of(shown, head, allowed)
        measure = _inspect(copy, shown, kind, allowed)
        copy.seek(0)
        verdict = in_use.scanner().scan(copy)
        if verdict.threat:
            raise refusal("file_virus", shown, threat=verdict.threat)
        in_use.store().put(path, sha256)
    return StoredFile.objects.create(
        name=shown,
        media_type=kind.media_type,
        sha256=sha256,
        size=size,
        pages=measure.pages,
        width=measure.width,
        height=measure.height,
        checked=str(verdict)[:200],
        owner_id=actor.account_id,
        created_at=clock.now(),
    )


def _receive(stream: Readable, copy: BinaryIO, name: str, limits: Limits) -> tuple[str, int, bytes]:
    """Copy while hashing; gives hash, size and the first bytes."""
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limits.max_bytes:
            raise refusal("file_too_big", name, limit=limits.max_bytes // (1024 * 1024) or 1)
        head = head or chunk[:16]
        digest.update(chunk)
        copy.write(chunk)
    if size == 0:
        raise refusal("file_empty", name)
    copy.flush()
    copy.seek(0)
    return digest.hexdigest(), size, head


def _inspect(copy: BinaryIO, name: str, kind: Kind, limits: Limits) -> Measure:
    return inspect_pdf(copy, name, limits) if kind is PDF else inspect_picture(copy, name, kind, limits)
