"""Read what is kept. Whether a person may see a file is decided by the module that owns its meaning."""

import hashlib
import io
from typing import BinaryIO

from PIL import Image, ImageOps

from motcua.blocks.files.models import StoredFile
from motcua.blocks.files.ports import in_use
from motcua.kernel.errors import Fault


def open_file(file: StoredFile) -> BinaryIO:
    """The kept bytes as a stream to close after use. Raises Fault when the blob is gone."""
    try:
        return in_use.store().open(file.sha256)
    except FileNotFoundError as error:
        raise Fault(f"the bytes of file {file.pk} are missing from the store") from error


def read_bytes(file: StoredFile) -> bytes:
    """All kept bytes, compared with their hash. Raises Fault when they are gone or were changed."""
    with open_file(file) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Fault(f"the bytes of file {file.pk} were changed in the store")
    return data


def thumbnail(file: StoredFile, *, side: int = 240) -> bytes | None:
    """A JPEG of at most `side` pixels a side, without metadata; None for what is not a picture."""
    if not file.media_type.startswith("image/"):
        return None
    with open_file(file) as stream, Image.open(stream) as picture:
        picture.draft("RGB", (side * 2, side * 2))
        small = ImageOps.exif_transpose(picture).convert("RGB")
        small.thumbnail((side, side))
        drawn = io.BytesIO()
        small.save(drawn, "JPEG", quality=80)
    return drawn.getvalue()
