"""Lists as people have them: one procedure per line, parts separated by semicolons or tabs, as pasted from a spreadsheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.text import fold

CHANGES = {  # as officials write them, with or without diacritics
    "moi": "new",
    "ban hanh moi": "new",
    "sua doi": "amended",
    "sua doi, bo sung": "amended",
    "thay the": "replaced",
    "don gian hoa": "simplified",
    "bai bo": "abolished",
    "truc tuyen": "online",
}
PROPOSALS = {
    "giu nguyen": "keep",
    "don gian hoa": "simplify",
    "sua doi": "amend",
    "sua doi, bo sung": "amend",
    "thay the": "replace",
    "bai bo": "abolish",
}
_CODE = re.compile(r"^[123]\.\d{6}(\.[0-9A-Z.]+)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """The parts of one line; those left out are empty."""

    number: int
    parts: tuple[str, ...]

    def part(self, place: int) -> str:
        """A part by its place, from 0."""
        return self.parts[place] if place < len(self.parts) else ""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """code; name; change; level of the online service (3 or 4); `x` when issued without authority."""

    code: str
    name: str
    change: str
    online_level: int | None
    without_authority: bool


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """code; name; proposal; yearly cost before; yearly cost after, in đồng."""

    code: str
    name: str
    proposal: str
    cost_before: int
    cost_after: int


def read_decided(text: str) -> list[DecidedLine]:
    """The lines of a decision; `InvalidInput` names every wrong line with its number and what is wrong."""
    faults: list[FieldError] = []
    found = []
    for line in _lines(text, faults):
        change, level = _key(line.part(2), CHANGES), line.part(3)
        if change is None:
            _fault(
                faults,
                line,
                words("Line %(line)s: “%(word)s” is no change; use one of: %(known)s."),
                word=line.part(2),
                known=_known(CHANGES),
            )
        elif change == "online" and level not in {"3", "4"}:
            _fault(faults, line, words("Line %(line)s: an online service needs its level, 3 or 4."))
        else:
            found.append(DecidedLine(line.part(0), line.part(1), change, int(level) if level in {"3", "4"} else None, bool(line.part(4))))
    _refuse_if_any(faults, [f"{one.code} {one.change}" for one in found])
    return found


def read_reviewed(text: str) -> list[ReviewedLine]:
    """The lines of an agency's report; errors as `read_decided`."""
    faults: list[FieldError] = []
    found = []
    for line in _lines(text, faults):
        proposal, before, after = _key(line.part(2), PROPOSALS), _amount(line.part(3)), _amount(line.part(4))
        if proposal is None:
            wrong = words("Line %(line)s: “%(word)s” is no proposal; use one of: %(known)s.")
            _fault(faults, line, wrong, word=line.part(2), known=_known(PROPOSALS))
        elif before is None or after is None:
            _fault(faults, line, words("Line %(line)s: costs are whole amounts in đồng."))
        else:
            found.append(ReviewedLine(line.part(0), line.part(1), proposal, before, after))
    _refuse_if_any(faults, [one.code for one in found])
    return found


def _lines(text: str, faults: list[FieldError]) -> Iterator[Line]:
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        line = Line(number, tuple(part.strip() for part in re.split(r"[;\t]", row)))
        if not _CODE.match(line.part(0)):
            _fault(faults, line, words("Line %(line)s: “%(word)s” is no code of a procedure (as 1.001193)."), word=line.part(0))
        elif not line.part(1):
            _fault(faults, line, words("Line %(line)s: the name of the procedure is missing."))
        else:
            yield line


def _known(known: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(known.values()))


def _amount(text: str) -> int | None:
    plain = text.replace(".", "").replace(" ", "") or "0"
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 16 else None


def _key(text: str, known: Mapping[str, str]) -> str | None:
    """The key itself, or the key that a Vietnamese word stands for."""
    word = fold(text)
    return word if word in known.values() else known.get(word)


def _fault(faults: list[FieldError], line: Line, message: str, **params: str) -> None:
    faults.append(FieldError(f"lines.{line.number}", message, {"line": line.number, **params}))


def _refuse_if_any(faults: list[FieldError], keys: Sequence[object]) -> None:
    if not keys and not faults:
        faults.append(FieldError("lines", words("List at least one procedure, one per line.")))
    twice = dict.fromkeys(key for key in keys if keys.count(key) > 1)
    faults += [FieldError("lines", words("“%(key)s” stands in the list more than once."), {"key": key}) for key in twice]
    if faults:
        raise InvalidInput(
            words("The list cannot be taken over."), fields=faults, way_out=words("Put the named lines right; nothing was stored.")
        )
