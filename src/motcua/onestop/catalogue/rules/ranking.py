"""Rank procedures for words typed with or without marks, whole or begun, right or mistyped.

Order: the exact code, then words as written with their marks, then words without marks, then beginnings of words, then
words that only look alike (shared groups of three letters).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from motcua.kernel.text import fold

_LIKE_ENOUGH = 0.45
_STOP = {"cua", "va", "cho", "cac", "mot", "voi", "tai", "thu", "tuc", "toi", "muon", "lam", "xin", "the", "of", "for", "and", "to", "my"}
_NAME, _KEYWORD, _TEXT = 1.0, 0.9, 0.4


@dataclass(frozen=True, slots=True)
class Searchable:
    """The words of one procedure: its code, names, keywords and plain words."""

    code: str
    names: tuple[str, ...]
    keywords: tuple[str, ...]
    text: str


def rank(query: str, procedures: Sequence[Searchable]) -> list[str]:
    """Codes of the procedures that fit, best first; every code for an empty query."""
    wanted = [word for word in _words(query) if fold(word) not in _STOP] or _words(query)
    if not wanted:
        return [procedure.code for procedure in procedures]
    scored = [(_score(query, wanted, procedure), procedure.code) for procedure in procedures]
    best = max(score for score, _ in scored) if scored else 0.0
    return [code for score, code in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0 and score >= best * 0.4]


def _score(query: str, wanted: Sequence[str], procedure: Searchable) -> float:
    if procedure.code in query:
        return 100.0
    phrase = fold(query)
    whole = max((2.0 for text in (*procedure.names, *procedure.keywords) if phrase and phrase in fold(text)), default=0.0)
    each = [
        max(
            _NAME * _fits(word, procedure.names),
            _KEYWORD * _fits(word, procedure.keywords),
            _TEXT * _fits(word, (procedure.text,), mistyped=False),
        )
        for word in wanted
    ]
    found = sum(1 for fit in each if fit)
    return (whole + sum(each) / len(each)) if found * 2 >= len(each) else 0.0


def _fits(word: str, texts: Iterable[str], *, mistyped: bool = True) -> float:
    """1 as written, 0.9 without marks, 0.7 a beginning, up to 0.6 a likeness, 0 not at all; over all words of the texts."""
    bare = fold(word)
    best = 0.0
    for text in texts:
        for other in _words(text):
            best = max(best, _fit(word, bare, other, mistyped=mistyped))
    return best


@lru_cache(maxsize=100_000)
def _fit(word: str, bare: str, other: str, *, mistyped: bool) -> float:
    if word == other:
        return 1.0
    plain = fold(other)
    if bare == plain:
        return 0.9
    if len(bare) > 1 and plain.startswith(bare):
        return 0.7
    likeness = _likeness(bare, plain) if mistyped and len(bare) > 2 else 0.0
    return 0.6 * likeness if likeness >= _LIKE_ENOUGH else 0.0


def _likeness(one: str, other: str) -> float:
    """Shared groups of three letters over all of them, ends of the words counting as letters."""
    mine, theirs = _groups(one), _groups(other)
    return len(mine & theirs) / len(mine | theirs)


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(word for word in "".join(sign if sign.isalnum() else " " for sign in text.lower()).split() if word)


def _words(text: str) -> list[str]:
    return list(_split(text))
