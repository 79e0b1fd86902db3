"""Rank procedures for words typed with or without marks, whole or begun, right or mistyped.

Order: the exact code, then words as written with their marks, then words without marks, then beginnings of words, then
words that only look alike (shared groups of three letters).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from motcua.kernel.text import fold

_SHARED = 0.45
_SAME_ORDER = 0.8
_STOP = {"cua", "va", "cho", "cac", "mot", "voi", "tai", "thu", "tuc", "toi", "muon", "lam", "xin", "the", "of", "for", "and", "to", "my"}
_NAME, _KEYWORD, _TEXT = 1.0, 0.9, 0.4


@dataclass(frozen=True, slots=True)
class Searchable:
    """The words of one procedure: its code, names, keywords and plain words."""

    code: str
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    text: str


class _Wanted:
    """One typed word and how well it fits other words, worked out once for each."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.bare = fold(word)
        self.known: dict[str, float] = {}
        self.known_exact: dict[str, float] = {}

    def fits(self, texts: Iterable[str], *, mistyped: bool = True) -> float:
        """1 as written, 0.9 without marks, 0.7 a beginning, up to 0.6 a likeness, 0 not at all; the best of all words."""
        known = self.known if mistyped else self.known_exact
        best = 0.0
        for text in texts:
            for other in _words(text):
                fit = known.get(other)
                if fit is None:
                    fit = known[other] = _fit(self.word, self.bare, other, mistyped=mistyped)
                best = max(best, fit)
        return best


def rank(query: str, procedures: Sequence[Searchable]) -> list[str]:
    """Codes of the procedures that fit, best first; every code for an empty query."""
    words = [word for word in _words(query) if fold(word) not in _STOP] or list(_words(query))
    if not words:
        return [procedure.code for procedure in procedures]
    wanted = [_Wanted(word) for word in words]
    scored = [(_score(query, wanted, procedure), procedure.code) for procedure in procedures]
    best = max((score for score, _ in scored), default=0.0)
    return [code for score, code in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0 and score >= best * 0.4]


def _score(query: str, wanted: Sequence[_Wanted], procedure: Searchable) -> float:
    if procedure.code in query:
        return 100.0
    phrase = fold(query)
    whole = max((2.0 for text in (*procedure.names, *procedure.keywords) if phrase in _folded(text)), default=0.0)
    each = [
        max(
            _NAME * word.fits(procedure.names),
            _KEYWORD * word.fits(procedure.keywords),
            _TEXT * word.fits((procedure.text,), mistyped=False),
        )
        for word in wanted
    ]
    found = sum(1 for fit in each if fit)
    return (whole + sum(each) / len(each)) if found * 2 >= len(each) else 0.0


def _fit(word: str, bare: str, other: str, *, mistyped: bool) -> float:
    if word == other:
        return 1.0
    plain = _folded(other)
    if bare == plain:
        return 0.9
    if len(bare) > 1 and plain.startswith(bare):
        return 0.7
    return 0.6 * _likeness(bare, plain) if mistyped and len(bare) > 2 else 0.0


def _likeness(one: str, other: str) -> float:
    """Shared groups of three letters, or for short words letters in the same order; 0 when not alike enough."""
    mine, theirs = _groups(one), _groups(other)
    shared = len(mine & theirs) / len(mine | theirs)
    if shared < _SHARED and abs(len(one) - len(other)) <= 2:
        shared = SequenceMatcher(None, one, other).ratio()
        return shared if shared >= _SAME_ORDER else 0.0
    return shared if shared >= _SHARED else 0.0


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(sign if sign.isalnum() else " " for sign in text.lower()).split())
