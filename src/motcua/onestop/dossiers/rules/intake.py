"""Which desk may take in a dossier for which agency (phi địa giới hành chính): rules by the day of intake.

A desk always serves its own agency, and those that stand at it: vertical agencies, and departments at the centre of the province.
For other agencies it takes in what the rule of the day allows.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.errors import FieldError, InvalidInput, words


class Reach(StrEnum):
    """What a desk may take in for the agency of another territory."""

    NOTHING = "nothing"
    FLAGGED = "flagged"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class IntakeRule:
    """A rule and the first day on which it holds."""

    since: date
    reach: Reach
    source: str


INTAKE_RULES = (
    IntakeRule(date(2018, 6, 21), Reach.NOTHING, "NĐ 61/2018/NĐ-CP, Điều 16"),
    IntakeRule(date(2021, 12, 6), Reach.FLAGGED, "NĐ 107/2021/NĐ-CP, Điều 1"),
    IntakeRule(date(2025, 7, 1), Reach.EVERYTHING, "NĐ 118/2025/NĐ-CP"),
)


def intake_rule(on: date) -> IntakeRule:
    """The rule in force on that day."""
    return next((rule for rule in reversed(INTAKE_RULES) if rule.since <= on), INTAKE_RULES[0])


def may_take_in_for_others(non_territorial: bool, on: date) -> bool:
    """Whether a desk may take in this procedure for the agency of another territory on that day."""
    reach = intake_rule(on).reach
    return reach is Reach.EVERYTHING or (reach is Reach.FLAGGED and non_territorial)


def require_intake(*, own: bool, non_territorial: bool, on: date, competent: str) -> None:
    """Refuse a dossier that this desk may not take in, and say where the person can hand it in.

    `own` says whether the competent agency stands at the desk; `competent` is its name.
    """
    if own or may_take_in_for_others(non_territorial, on):
        return
    message = words("This procedure is not taken in for another territory: only the desk of %(competent)s may receive it.")
    raise InvalidInput(
        message,
        params={"competent": competent},
        fields=[FieldError("competent", message, {"competent": competent})],
        way_out=words("Send the person to that desk, or help to apply online; both reach %(competent)s directly."),
    )
