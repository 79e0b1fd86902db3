"""A plan as offices have it in a table: one task per line, parts separated by semicolons or tabs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.text import fold

AREAS: Mapping[str, str] = {  # the six contents of NQ 76/NQ-CP (15/07/2021), and steering
    "steering": "chi dao, dieu hanh",
    "institutions": "the che",
    "procedures": "thu tuc hanh chinh",
    "organisation": "to chuc bo may",
    "civil_service": "che do cong vu",
    "finance": "tai chinh cong",
    "digital": "chinh quyen dien tu, chinh quyen so",
}
_OTHER_WORDS = {"chinh quyen so": "digital", "tai chinh": "finance"}
_BY_WORD = {spoken: key for key, spoken in AREAS.items()} | {key: key for key in AREAS} | _OTHER_WORDS
_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_MOST = 500


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One task: its number in the plan, area, what is to be done, the product, the owner's code, first and last day."""

    code: str
    area: str
    title: str
    product: str
    owner_code: str
    starts_on: date
    due_on: date


def end_of(day: date) -> datetime:
    """The last second of a day in Viet Nam: a task is due when its day ends."""
    return datetime.combine(day, time(23, 59, 59), VIETNAM)


def read_plan(text: str, year: int) -> list[PlannedTask]:
    """The tasks of a pasted table: number; area; task; product; code of the owner; from; to (dd/mm/yyyy).

    `InvalidInput` names every wrong line with its number and what is wrong; nothing is taken over then.
    """
    faults: list[FieldError] = []
    tasks: list[PlannedTask] = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            parts = [part.strip() for part in re.split(r"[;\t]", row)]
            fault = _fault(parts, year)
            if fault:
                faults.append(FieldError(f"lines.{number}", fault, {"line": number}))
            else:
                tasks.append(_task(parts))
    faults += _twice(tasks)
    if not tasks and not faults:
        faults.append(FieldError("lines", words("List at least one task, one per line.")))
    if faults:
        raise InvalidInput(
            words("The list cannot be taken over."), fields=faults, way_out=words("Put the named lines right; nothing was stored.")
        )
    return tasks


def _fault(parts: list[str], year: int) -> str:
    if len(parts) != 7:
        return words("Line %(line)s: seven parts are needed: number; area; task; product; owner's code; from; to.")
    if not parts[0] or len(parts[0]) > 12:
        return words("Line %(line)s: the number of the task is missing or too long.")
    if fold(parts[1]) not in _BY_WORD:
        return words("Line %(line)s: the area is none of the contents of reform.")
    if not parts[2] or not parts[3] or max(len(parts[2]), len(parts[3])) > _MOST:
        return words("Line %(line)s: the task and its product are needed, at most 500 signs each.")
    first, last = _day(parts[5]), _day(parts[6])
    if first is None or last is None:
        return words("Line %(line)s: give both days as day/month/year.")
    if last < first or last.year != year:
        return words("Line %(line)s: the task must end in the year of the plan, and not before it begins.")
    return ""


def _task(parts: list[str]) -> PlannedTask:
    first, last = _day(parts[5]), _day(parts[6])
    assert first is not None  # looked at by _fault
    assert last is not None
    return PlannedTask(parts[0], _BY_WORD[fold(parts[1])], parts[2], parts[3], parts[4], first, last)


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _twice(tasks: list[PlannedTask]) -> list[FieldError]:
    codes = [task.code for task in tasks]
    says = words("“%(key)s” stands in the list more than once.")
    return [FieldError("lines", says, {"key": code}) for code in dict.fromkeys(codes) if codes.count(code) > 1]
