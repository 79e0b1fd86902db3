"""Text as the shipped fonts can print it.

An archival PDF may not contain a letter that its fonts lack. What people type is composed (NFC),
stripped of control characters, and a letter outside the fonts becomes a visible replacement mark.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

REPLACEMENT = "?"


def parse_coverage(text: str) -> frozenset[str]:
    """Letters named by a coverage file: hexadecimal ranges as ``41-5A``, one a line."""
    letters: set[str] = set()
    for line in text.split():
        first, _, last = line.partition("-")
        letters.update(chr(point) for point in range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(letters)


def printable(text: str, coverage: frozenset[str]) -> str:
    """`text` composed and limited to what `coverage` can print; line breaks stay."""
    composed = unicodedata.normalize("NFC", text)
    if coverage.issuperset(composed):
        return composed
    return "".join(_letter(letter, coverage) for letter in composed)


def _letter(letter: str, coverage: frozenset[str]) -> str:
    if letter == "\n" or letter in coverage:
        return letter
    if unicodedata.category(letter) in {"Cc", "Cf", "Cs"}:
        return " " if letter == "\t" else ""
    compatible = unicodedata.normalize("NFKC", letter)
    return compatible if coverage.issuperset(compatible) else REPLACEMENT


def printable_data(value: object, coverage: frozenset[str]) -> object:
    """The same value with every text printable and every date, moment and decimal as plain text (ISO 8601)."""
    match value:
        case str():
            return printable(value, coverage)
        case bool() | int() | float() | None:
            return value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return {str(key): printable_data(item, coverage) for key, item in value.items()}
        case Sequence() | frozenset() | set():
            return [printable_data(item, coverage) for item in value]
        case _:
            return printable(str(value), coverage)
