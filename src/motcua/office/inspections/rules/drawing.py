"""Draw closed cases by lot so that anybody can draw them again.

The seed is published before the list is known. Every case gets the mark sha256(seed, hash of the whole list, code); in each stratum those
with the smallest marks are drawn. Nobody who fixed the seed could know the marks, and nobody who knows the list can choose the seed.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from motcua.office.inspections.ports import Candidate


def list_hash(codes: Iterable[str]) -> str:
    """The hash of a list whatever its order: sha256 over the codes in order, one per line."""
    return hashlib.sha256("\n".join(sorted(codes)).encode()).hexdigest()


def mark(seed: str, whole: str, code: str) -> str:
    """The mark by which a case is drawn or not."""
    return hashlib.sha256(f"{seed}\n{whole}\n{code}".encode()).hexdigest()


def shares(sizes: Mapping[tuple[int, str], int], wanted: int) -> dict[tuple[int, str], int]:
    """How many of each stratum: by its size, by largest remainders; one of each while there are enough; never more than it holds.

    Together exactly `wanted`, or all there is.
    """
    total = sum(sizes.values())
    wanted = min(max(wanted, 0), total)
    keys = [key for key in sorted(sizes) if sizes[key] > 0]
    floor = 1 if wanted >= len(keys) else 0
    left, room = wanted - floor * len(keys), total - floor * len(keys)
    if not room:
        return dict.fromkeys(keys, floor)
    exact = {key: left * (sizes[key] - floor) for key in keys}  # in parts of `room`
    taken = {key: floor + exact[key] // room for key in keys}
    rest = wanted - sum(taken.values())
    for key in sorted(keys, key=lambda key: (-(exact[key] % room), key))[:rest]:
        taken[key] += 1
    return taken


def drawn(seed: str, candidates: Sequence[Candidate], wanted: int) -> list[Candidate]:
    """Those drawn, in the order of their marks. The same seed and list always give the same cases, whatever the order of the list."""
    whole = list_hash(one.code for one in candidates)
    marks = {one.code: mark(seed, whole, one.code) for one in candidates}
    strata: dict[tuple[int, str], list[Candidate]] = {}
    for one in candidates:
        strata.setdefault(one.stratum, []).append(one)
    counts = shares({key: len(ones) for key, ones in strata.items()}, wanted)
    found = [one for key, count in counts.items() for one in sorted(strata[key], key=lambda one: marks[one.code])[:count]]
    return sorted(found, key=lambda one: marks[one.code])
