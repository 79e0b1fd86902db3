"""Drawing lots that anybody can draw again: the same seed and the same list give the same people."""

import hashlib
from collections.abc import Iterable


def draw(records: Iterable[int], count: int, seed: str) -> list[int]:
    """`count` of the records (all when there are fewer), each equally likely, in the order drawn."""
    return sorted(set(records), key=lambda one: hashlib.sha256(f"{seed}/{one}".encode()).digest())[:count]
