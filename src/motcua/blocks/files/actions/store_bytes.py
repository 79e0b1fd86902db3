"""Keep bytes that the house itself made: a slip, a signed result, an export."""

import hashlib

from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports import in_use
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor


def store_bytes(name: str, data: bytes, media_type: str, *, pages: int = 1, actor: Actor = SYSTEM) -> StoredFile:
    """Keep `data` as `name`. Not checked: only for what our own code made. Raises ValueError when empty."""
    if not data:
        raise ValueError("nothing to keep")
    sha256 = hashlib.sha256(data).hexdigest()
    with in_use.store().incoming() as (path, copy):
        copy.write(data)
        copy.flush()
        in_use.store().put(path, sha256)
    return StoredFile.objects.create(
        name=name[:150],
        media_type=media_type,
        sha256=sha256,
        size=len(data),
        pages=pages,
        checked="made here",
        owner_id=actor.account_id,
        created_at=clock.now(),
    )
