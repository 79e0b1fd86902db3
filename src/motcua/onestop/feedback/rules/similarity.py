"""How alike two texts are, whatever marks, case, punctuation and small changes they are written with."""

import re
from collections.abc import Iterable, Sequence

from motcua.kernel.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_SPAN = 3
DUPLICATE = 0.35
SAME_TEXT = 0.75


def shingles(text: str) -> frozenset[str]:
    """Every run of three words of the folded text; a shorter text is one run."""
    found = _WORD.findall(fold(text))
    if len(found) <= _SPAN:
        return frozenset({" ".join(found)}) if found else frozenset()
    return frozenset(" ".join(found[place : place + _SPAN]) for place in range(len(found) - _SPAN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared runs over all runs: 0 nothing in common, 1 the same."""
    if not one or not other:
        return 0.0
    return len(one & other) / len(one | other)


def most_alike(text: str, others: Iterable[tuple[int, str]], *, least: float = DUPLICATE, most: int = 5) -> Sequence[tuple[int, float]]:
    """Ids of the texts that are alike, the likest first, with how much."""
    mine = shingles(text)
    scored = [(key, likeness(mine, shingles(other))) for key, other in others]
    return sorted([pair for pair in scored if pair[1] >= least], key=lambda pair: (-pair[1], pair[0]))[:most]


def repeated(text: str, others: Iterable[str]) -> int:
    """How many of the others say the same."""
    mine = shingles(text)
    return sum(likeness(mine, shingles(other)) >= SAME_TEXT for other in others)
