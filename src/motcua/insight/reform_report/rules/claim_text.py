"""A text as it is searched: folded letter by letter, so that every find leads back to the words as printed."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.text import fold

NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:,\d+)?"
_AROUND = 60


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text in composed letters, its folded form, and where each folded sign stands in it."""

    printed: str
    folded: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the printed text of a stretch of the folded one."""
        return self.places[start], self.places[end - 1] + 1

    def around(self, start: int, end: int) -> str:
        """The words around a place of the printed text, on one line."""
        return " ".join(self.printed[max(0, start - _AROUND) : end + _AROUND].split())


def read(text: str) -> PrintedText:
    """Fold a text (case, marks, doubled spaces) and remember where each sign came from."""
    printed = unicodedata.normalize("NFC", text)
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(printed):
        if sign.isspace():
            if signs and signs[-1] != " ":
                signs.append(" ")
                places.append(place)
            continue
        for folded in fold(sign):
            signs.append(folded)
            places.append(place)
    return PrintedText(printed, "".join(signs), tuple(places))


def number_of(printed: str) -> Decimal:
    """A number as Vietnamese print has it: "1.355.142" and "99,77"."""
    return Decimal(printed.replace(".", "").replace(",", "."))


def decimals_of(printed: str) -> int:
    """How many places after the comma are printed."""
    return len(printed.partition(",")[2])


def grouped(value: Decimal) -> str:
    """A number as Vietnamese print has it."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    text = f"{value:,.{max(0, -exponent)}f}"
    return text.translate(str.maketrans(",.", ".,"))


FIGURE = re.compile(NUMBER)
