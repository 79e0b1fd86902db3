"""Is a picture whole, and of a size that can be handled?"""

import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from motcua.blocks.files.rules.kinds import Kind, Limits
from motcua.blocks.files.rules.verdicts import refusal

_FORMATS = {"png": "PNG", "jpg": "JPEG"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured of a file: pages of a PDF; width and height of a picture in pixels."""

    pages: int
    width: int | None = None
    height: int | None = None


def inspect_picture(stream: BinaryIO, name: str, kind: Kind, limits: Limits) -> Measure:
    """Decode the whole picture once. Refuses file_hostile (more pixels than allowed) and file_broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(stream, formats=[_FORMATS[kind.key]])
            width, height = picture.size
            if width * height > limits.max_pixels or max(width, height) > 30_000:
                raise refusal("file_too_large_inside", name)
            picture.load()
    except Image.DecompressionBombError as error:
        raise refusal("file_too_large_inside", name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusal("file_broken", name) from error
    return Measure(pages=1, width=width, height=height)
