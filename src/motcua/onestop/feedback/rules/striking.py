"""Strike out pieces of a text: what stands in public afterwards tells neither what nor how long it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.onestop.feedback.rules.personal_data import KIND_WORDS, Known, Piece, find, joined, occurrences

STRUCK = "[đã che]"


@dataclass(frozen=True, slots=True)
class Found:
    """One proposed mark as it is shown to a person: its key, its words, what it seems to be, and the words around it."""

    key: str
    text: str
    kind: str
    before: str
    after: str


def strike(text: str, pieces: Iterable[Piece]) -> str:
    """The text with every piece replaced; pieces beyond its end are cut to it."""
    parts: list[str] = []
    at = 0
    for piece in joined(pieces):
        start, end = max(piece.start, at), min(piece.end, len(text))
        if start >= end:
            continue
        parts += [text[at:start], STRUCK]
        at = end
    return "".join([*parts, text[at:]])


def safe(text: str, known: Known) -> str:
    """The text with everything struck out that was found: what is shown before a person has looked."""
    return strike(text, find(text, known))


def proposed(part: str, text: str, known: Known, *, around: int = 30) -> list[Found]:
    """The marks to confirm in one part (title, text, answer)."""
    return [
        Found(
            key=f"{part}:{piece.start}:{piece.end}",
            text=text[piece.start : piece.end],
            kind=KIND_WORDS[piece.kind],
            before=text[max(0, piece.start - around) : piece.start],
            after=text[piece.end : piece.end + around],
        )
        for piece in find(text, known)
    ]


def chosen(part: str, text: str, known: Known, keys: Iterable[str], own: Sequence[str]) -> list[Piece]:
    """The pieces a person kept of those proposed, and every place of the words added by hand. Unknown keys count for nothing."""
    kept = set(keys)
    pieces = [piece for piece in find(text, known) if f"{part}:{piece.start}:{piece.end}" in kept]
    for wanted in own:
        pieces += occurrences(text, wanted)
    return joined(pieces)


def left_standing(texts: Mapping[str, str], known: Known) -> list[str]:
    """What of the sender's own data still stands in texts that are to be published: name, phone, mail; each once."""
    facts = (known.name if len(known.name.split()) > 1 else "", known.phone, known.email)
    only = Known(name=facts[0], phone=facts[1], email=facts[2])
    found: list[str] = []
    for text in texts.values():
        for piece in find(text, only):
            standing = text[piece.start : piece.end]
            if _is_of(standing, only) and standing not in found:
                found.append(standing)
    return found


def _is_of(standing: str, known: Known) -> bool:
    return any(
        fact and (occurrences(standing, fact) or _digits(fact)[-9:] == _digits(standing)[-9:] != "")
        for fact in (known.name, known.phone, known.email)
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
