"""How events are hashed and chained. Plain functions, so that anybody can check a copy with their own program.

Leaf: SHA-256 of the byte 0 and the event as JSON: an object with all columns but the seal, keys sorted, no spaces,
UTF-8, moments in UTC as 2022-11-14T01:00:00.000000Z, nothing as null. Node: SHA-256 of the byte 1, left, right (RFC 6962:
the left part has the largest power of two below the number of leaves). Link: SHA-256 of its fields as JSON in
the same spelling, among them the hash of the link before; the first names 64 zeros.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import orjson

COLUMNS = (
    "id", "stream", "stream_id", "kind", "at", "recorded_at", "actor_kind", "actor_id", "actor_name", "unit_id", "subject_id", "payload",
)  # fmt: skip
START = "0" * 64
_ENTRY = 40


def moment(value: datetime) -> str:
    """A moment spelled the same whatever database it came from."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def canonical(fields: Mapping[str, object]) -> bytes:
    """The one spelling of these fields."""
    return orjson.dumps(
        {name: moment(value) if isinstance(value, datetime) else value for name, value in fields.items()},
        option=orjson.OPT_SORT_KEYS,
    )


def leaf(columns: Sequence[object]) -> bytes:
    """The hash of one event, its columns given in the order of COLUMNS."""
    return hashlib.sha256(b"\0" + canonical(dict(zip(COLUMNS, columns, strict=True)))).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root over the leaves, in order; a promoted odd node gives the same tree as RFC 6962."""
    if not leaves:
        raise ValueError("a batch without events has no root")
    level = list(leaves)
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\1" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs if len(level) % 2 == 0 else [*pairs, level[-1]]
    return level[0]


def pack_leaves(leaves: Mapping[int, bytes]) -> bytes:
    """Ids and leaf hashes in a row, to name a damaged event later."""
    return b"".join(event_id.to_bytes(8, "big") + digest for event_id, digest in leaves.items())


def unpack_leaves(packed: bytes) -> dict[int, bytes]:
    """The reverse of `pack_leaves`; a torn tail is left out."""
    whole = len(packed) - len(packed) % _ENTRY
    return {int.from_bytes(packed[i : i + 8], "big"): packed[i + 8 : i + _ENTRY] for i in range(0, whole, _ENTRY)}


@dataclass(frozen=True, slots=True)
class Link:
    """What the hash of a seal covers."""

    sequence: int
    first_id: int
    last_id: int
    count: int
    merkle_root: str
    previous_hash: str
    sealed_at: datetime

    def hash(self) -> str:
        """The hash that the next link must name."""
        return hashlib.sha256(canonical(asdict(self))).hexdigest()
