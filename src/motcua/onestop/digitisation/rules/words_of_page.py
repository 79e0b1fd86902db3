"""The table of words that tesseract writes, as lines of text and words with their boxes."""

from dataclasses import dataclass

_LEAST_SURE = 20.0  # of 100; below it a word is mostly dirt on the sheet


@dataclass(frozen=True, slots=True)
class PageText:
    """The text in lines, and each word as [text, left, top, width, height, sureness 0–100]."""

    text: str
    words: list[list[str | int]]


def page_text(table: str) -> PageText:
    """Read tesseract's TSV; rows that are no words are left out, unreadable ones skipped."""
    lines: dict[tuple[str, ...], list[str]] = {}
    words: list[list[str | int]] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            sure, box = float(cells[10]), [int(cell) for cell in cells[6:10]]
        except ValueError:
            continue
        if sure < _LEAST_SURE:
            continue
        word = cells[11].strip()
        lines.setdefault(tuple(cells[1:5]), []).append(word)
        words.append([word, *box, round(sure)])
    return PageText("\n".join(" ".join(line) for line in lines.values()), words)
