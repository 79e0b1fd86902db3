"""Sentences with places for figures, and numbers as they are written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_PLACE = re.compile(r"\{([a-z0-9_.]+)\}")
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence, or a number with the address of its records."""

    text: str
    href: str = ""
    figure: str = ""


def places_in(sentence: str) -> list[str]:
    """The names in braces."""
    return _PLACE.findall(sentence)


def pieces(sentence: str, asked: Mapping[str, str], numbers: Mapping[str, Piece]) -> list[Piece]:
    """The sentence with what was asked for and the numbers put in."""
    found: list[Piece] = []
    for index, part in enumerate(_PLACE.split(sentence)):
        if index % 2 and part in numbers:
            found.append(numbers[part])
        elif part:
            if found and found[-1].text.startswith("("):
                part = part.removeprefix("%")  # "(no source yet)" is no percentage
            found.append(Piece(asked[part] if index % 2 else part))
    return found


def written(value: Number | None, language: str = "vi", *, sign: bool = False) -> str:
    """1234567.5 as 1.234.567,5 in Vietnamese, 1,234,567.5 in English; a dash for nothing."""
    if value is None:
        return "–"
    text = f"{value:+,}" if sign and value else f"{value:,}"
    return text if language.startswith("en") else text.translate(str.maketrans(",.", ".,"))
