"""A list of records kept small: ascending ids as steps, packed; and its hash, worked out as the ids stream by."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordList:
    """How many records, the sha256 of their ids (one per line, ascending), and the ids packed."""

    count: int
    sha256: str
    packed: bytes


def pack(ids: Iterable[int]) -> RecordList:
    """Pack ids that come in ascending order; raises ValueError when they do not. A million takes about half a megabyte."""
    digest, squeeze, parts = hashlib.sha256(), zlib.compressobj(6), []
    count = last = 0
    for one in ids:
        if one <= last:
            raise ValueError("ids must ascend")
        digest.update(b"%d\n" % one)
        parts.append(squeeze.compress(_number(one - last)))
        last, count = one, count + 1
    parts.append(squeeze.flush())
    return RecordList(count, digest.hexdigest(), b"".join(parts))


def unpack(packed: bytes) -> Iterator[int]:
    """The ids again."""
    last = step = shift = 0
    for byte in zlib.decompress(packed):
        step |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        last += step
        yield last
        step = shift = 0


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
