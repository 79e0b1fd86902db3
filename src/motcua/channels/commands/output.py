"""What a command says: sentences and tables for people, JSON for machines."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

DONE, REFUSED = 0, 1  # argparse ends wrong usage with 2 by itself
_LONGEST = 44


def say(text: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def warn(text: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def say_json(value: Any) -> None:
    """One JSON document on standard output; moments and decimals as text."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns under heads, as wide as their widest cell; long cells are cut."""
    cells = [list(heads), *([_cut(str(cell)) for cell in row] for row in rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(heads))]
    for number, row in enumerate(cells):
        say("  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            say("  " + "  ".join("─" * width for width in widths))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)
