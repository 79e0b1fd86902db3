"""References that are never used twice, short enough to be read out: MC + day + eight letters and digits without look-alikes."""

from collections.abc import Sequence
from datetime import date

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LETTERS = 8


def reference_of(prefix: str, day: date, chosen: Sequence[str]) -> str:
    """A reference for gateways (MaThamChieu, at most 50 characters); `chosen` are random letters of `ALPHABET`."""
    if len(chosen) != LETTERS or any(letter not in ALPHABET for letter in chosen):
        raise ValueError("a reference needs eight letters of its alphabet")
    return f"{prefix}{day:%y%m%d}{''.join(chosen)}"
