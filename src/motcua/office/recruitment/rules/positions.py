"""The positions of a plan as offices have them in a table: one position per line, parts separated by semicolons or tabs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.errors import FieldError, InvalidInput, words


@dataclass(frozen=True, slots=True)
class WantedPosition:
    """One position: code in the plan, name, rank or professional title, unit, how many are wanted, degree, further conditions."""

    code: str
    name: str
    rank: str
    unit_code: str
    wanted: int
    degree: str
    conditions: str


def read_positions(text: str, degrees: Sequence[str]) -> list[WantedPosition]:
    """The positions of a pasted table: code; position; rank; code of the unit; number; degree; conditions.

    `InvalidInput` names every wrong line with its number; nothing is taken over then.
    """
    faults: list[FieldError] = []
    found: list[WantedPosition] = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            parts = [part.strip() for part in re.split(r"[;\t]", row)]
            fault = _fault(parts, degrees)
            if fault:
                faults.append(FieldError(f"lines.{number}", fault, {"line": number, "degrees": ", ".join(degrees)}))
            else:
                found.append(WantedPosition(parts[0], parts[1], parts[2], parts[3], int(parts[4]), parts[5], parts[6]))
    codes = [one.code for one in found]
    says = words("“%(key)s” stands in the list more than once.")
    faults += [FieldError("lines", says, {"key": code}) for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if not found and not faults:
        faults.append(FieldError("lines", words("List at least one position, one per line.")))
    if faults:
        raise InvalidInput(
            words("The list cannot be taken over."), fields=faults, way_out=words("Put the named lines right; nothing was stored.")
        )
    return found


def _fault(parts: list[str], degrees: Sequence[str]) -> str:
    if len(parts) != 7:
        return words("Line %(line)s: seven parts are needed: code; position; rank; unit's code; number; degree; conditions.")
    if not parts[0] or len(parts[0]) > 20:
        return words("Line %(line)s: the code of the position is missing or longer than 20 signs.")
    if not 0 < len(parts[1]) <= 150 or len(parts[2]) > 30 or len(parts[6]) > 500:
        return words("Line %(line)s: the name has 1 to 150 signs, the rank at most 30, the conditions at most 500.")
    if not (parts[4].isascii() and parts[4].isdigit() and 0 < int(parts[4]) <= 500):
        return words("Line %(line)s: the number wanted is a whole number from 1 to 500.")
    if parts[5] not in degrees:
        return words("Line %(line)s: the degree is none of: %(degrees)s.")
    return ""
