"""Pictures handed to templates: all become SVG text, because inputs of a template are text."""

import base64
import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"


def as_svg(picture: str | bytes) -> str:
    """An SVG text as it is, or a PNG or JPEG picture wrapped into one; raises ValueError for anything else."""
    if isinstance(picture, str):
        return picture
    if picture.startswith(_PNG):
        width, height = struct.unpack(">II", picture[16:24])
        kind = "png"
    elif picture.startswith(_JPEG):
        width, height = _jpeg_size(picture)
        kind = "jpeg"
    else:
        raise ValueError("a picture for a template is SVG text, PNG or JPEG")
    body = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{body}"/></svg>'
    )


def _jpeg_size(picture: bytes) -> tuple[int, int]:
    """Width and height from the first frame header."""
    at = 2
    while at + 9 < len(picture):
        marker, length = picture[at + 1], int.from_bytes(picture[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(picture[at + 7 : at + 9], "big"), int.from_bytes(picture[at + 5 : at + 7], "big")
        at += 2 + length
    raise ValueError("a JPEG picture without a frame header")
