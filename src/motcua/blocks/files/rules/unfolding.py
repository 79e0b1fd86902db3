"""How much a PDF unfolds to, measured on its bytes before any library opens it, in constant memory."""

import mmap
import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_CHUNK = 64 * 1024
_WINDOW = 2048
_MAX_LAYERS = 3


class UnfoldsTooFarError(Exception):
    """The streams of a file unfold beyond the limit, or hide how far they do."""


def measure_unfolded(data: mmap.mmap | bytes, limit: int) -> int:
    """Bytes that all deflated streams in `data` unfold to, layer by layer; raises UnfoldsTooFarError beyond `limit`.

    Tables of objects that a reader must unfold before it can look at anything may only be deflated once.
    """
    total = 0
    for found in _STREAM.finditer(data):
        start = found.end()
        before = bytes(data[max(0, found.start() - _WINDOW) : found.start()])
        _refuse_hidden_tables(before[before.rfind(b" obj") :])
        if data[start : start + 1] and data[start] & 0x0F == 8:
            total += _size(_inflate(_chunks(data, start)), limit - total, _MAX_LAYERS)
    return total


def _refuse_hidden_tables(dictionary: bytes) -> None:
    plain = _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), dictionary)
    if b"/ObjStm" not in plain and b"/XRef" not in plain:
        return
    for named in _FILTER.findall(plain):
        if re.findall(rb"/\w+", named) not in ([b"/FlateDecode"], [b"/Fl"]):
            raise UnfoldsTooFarError


def _chunks(data: mmap.mmap | bytes, start: int) -> Iterator[bytes]:
    for at in range(start, len(data), _CHUNK):
        yield bytes(data[at : at + _CHUNK])


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Inflated pieces of at most a chunk; ends at the end of the deflated data or at the first fault in it."""
    inflater = zlib.decompressobj()
    try:
        for chunk in chunks:
            pending = chunk
            while pending and not inflater.eof:
                yield inflater.decompress(pending, _CHUNK)
                pending = inflater.unconsumed_tail
            if inflater.eof:
                return
    except zlib.error:
        return


def _size(pieces: Iterator[bytes], limit: int, layers: int) -> int:
    total = 0
    for piece in pieces:
        if total == 0 and len(piece) > 2 and piece[0] == 0x78 and int.from_bytes(piece[:2], "big") % 31 == 0:
            if layers == 0:
                raise UnfoldsTooFarError
            return _size(_inflate(_joined(piece, pieces)), limit, layers - 1)
        total += len(piece)
        if total > limit:
            raise UnfoldsTooFarError
    return total


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
