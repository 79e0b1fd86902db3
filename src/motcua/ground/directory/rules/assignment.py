"""Which unit a step of a process names: `competent`, `competent/<division>`, `one_stop`, `parent:<division>`, `body:<unit>/<division>`."""

import re
from dataclasses import dataclass
from typing import Literal

_TEXT = re.compile(r"(?:(competent)(?:/(\w+))?|(one_stop)|(parent)(?::(\w+))?|body:(\w+)(?:/(\w+))?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class AssignedTo:
    """From which agency one starts, the code of a named agency, and the division inside (empty: the agency itself)."""

    start: Literal["competent", "one_stop", "parent", "body"]
    body: str = ""
    division: str = ""


def parse_assignment(text: str) -> AssignedTo:
    """Read an assignment; raises `ValueError` naming what is understood."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        known = "competent, competent/<division>, one_stop, parent, parent:<division>, body:<unit>/<division>"
        raise ValueError(f"{text!r} names no unit; use one of {known}")
    if found[1]:
        return AssignedTo("competent", division=found[2] or "")
    if found[3]:
        return AssignedTo("one_stop")
    if found[4]:
        return AssignedTo("parent", division=found[5] or "")
    return AssignedTo("body", body=found[6], division=found[7] or "")
