"""A yearly inspection plan as offices have it in a table: one inspection per line, parts separated by semicolons or tabs."""

import re
from dataclasses import dataclass

from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.inspections.rules.content import InspectionContent

_MOST = 500
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One inspection of the plan: in which line it stands, whom, what about, when, what is looked at, why once more."""

    line: int
    unit_code: str
    subject: str
    quarter: int
    matter: str
    reason: str = ""


def read_plan(text: str, content: InspectionContent) -> list[PlannedLine]:
    """The lines of a pasted table: code of the unit; subject; quarter; what is looked at; reason for a second one in the year.

    `InvalidInput` names every wrong line with its number and what is wrong; nothing is taken over then.
    """
    faults: list[FieldError] = []
    lines: list[PlannedLine] = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            parts = [part.strip() for part in re.split(r"[;\t]", row)]
            fault = _fault(parts, content)
            if fault:
                faults.append(FieldError(f"lines.{number}", fault, {"line": number}))
            else:
                lines.append(_line(number, parts, content))
    if not lines and not faults:
        faults.append(FieldError("lines", words("List at least one inspection, one per line.")))
    if faults:
        raise InvalidInput(
            words("The list cannot be taken over."), fields=faults, way_out=words("Put the named lines right; nothing was stored.")
        )
    return lines


def _fault(parts: list[str], content: InspectionContent) -> str:
    if len(parts) not in {4, 5}:
        return words("Line %(line)s: four parts are needed: code of the unit; subject; quarter; what is looked at; a reason may follow.")
    if not parts[0]:
        return words("Line %(line)s: the code of the unit is missing.")
    if content.subject(parts[1]) is None:
        return words("Line %(line)s: there is no such subject of inspection.")
    if quarter_in(parts[2]) is None:
        return words("Line %(line)s: give the quarter as 1, 2, 3 or 4.")
    if not parts[3] or max(len(part) for part in parts[3:]) > _MOST:
        return words("Line %(line)s: say what is looked at, in at most 500 signs.")
    return ""


def quarter_in(text: str) -> int | None:
    """A quarter as 1 to 4 or I to IV, with or without the word before it."""
    bare = re.sub(r"^(quý|quy|q)\s*", "", text.strip(), flags=re.IGNORECASE).upper()
    if bare in _ROMAN:
        return _ROMAN[bare]
    return int(bare) if bare in {"1", "2", "3", "4"} else None


def _line(number: int, parts: list[str], content: InspectionContent) -> PlannedLine:
    subject, quarter = content.subject(parts[1]), quarter_in(parts[2])
    assert subject is not None  # looked at by _fault
    assert quarter is not None
    return PlannedLine(number, parts[0], subject.key, quarter, parts[3], parts[4] if len(parts) == 5 else "")
