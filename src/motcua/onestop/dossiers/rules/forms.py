"""Which numbered form a slip has: the set of forms in force on a day (TT 01/2018/TT-VPCP, then TT 03/2025/TT-VPCP).

A dossier keeps the set of the day on which it was received; one not yet received uses the set of the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Purpose(StrEnum):
    """What a form is for, whatever its number."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOPPING = "stopping"
    CONTROL_SHEET = "control_sheet"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one circular, by purpose; a purpose without a number has no form in that set."""

    key: str
    since: date
    circular: str
    numbers: Mapping[Purpose, str]
    tag: str = "sure"


FORM_SETS = (
    FormSet(
        "2018",
        date(2018, 11, 23),
        "TT 01/2018/TT-VPCP",
        {
            Purpose.RECEIPT: "01",
            Purpose.SUPPLEMENT: "02",
            Purpose.REFUSAL: "03",
            Purpose.APOLOGY: "04",
            Purpose.CONTROL_SHEET: "05",
            Purpose.REGISTER: "06",
        },
        tag="likely",
    ),
    FormSet(
        "2025",
        date(2025, 7, 1),
        "TT 03/2025/TT-VPCP",
        {
            Purpose.RECEIPT: "01",
            Purpose.SUPPLEMENT: "02",
            Purpose.REFUSAL: "03",
            Purpose.APOLOGY: "04",
            Purpose.STOPPING: "05",
            Purpose.CONTROL_SHEET: "06",
            Purpose.REGISTER: "07",
        },
    ),
)


def form_set(on: date) -> FormSet:
    """The set in force on that day; the first one for days before it."""
    in_force = [known for known in FORM_SETS if known.since <= on]
    return in_force[-1] if in_force else FORM_SETS[0]


def form_set_called(key: str) -> FormSet:
    """The set with that key; raises `KeyError` for an unknown one."""
    return {known.key: known for known in FORM_SETS}[key]
