"""Will a dossier be late, and why: the time it still needs against the time it still has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

ENOUGH_RECORDS = 30
LATE_FROM = 50  # per cent from which it is said that a dossier will be late
_LEAST, _MOST = 2, 98


class Reason(StrEnum):
    """What speaks for a delay, or against one."""

    EMPTY_POST = "empty_post"
    QUEUE = "queue"
    STEPS = "steps"
    PART = "part"
    STEP_OVER = "step_over"
    PAUSED = "paused"
    ENOUGH_TIME = "enough_time"


_WEIGHTS: Mapping[Reason, int] = {
    Reason.EMPTY_POST: 55, Reason.QUEUE: 40, Reason.STEPS: 45, Reason.PART: 25, Reason.STEP_OVER: 15, Reason.PAUSED: -40,
}  # fmt: skip
_START = 8


@dataclass(frozen=True, slots=True)
class Case:
    """An open dossier: working hours it has until it is due, hours its remaining steps may take, and the post it waits at.

    `ahead` are open tasks of the post that are due before its own, `done_per_day` how many the post completes on a working day
    (None without a record of any), `held` whether somebody holds the post today.
    """

    hours_left: Decimal
    hours_needed: Decimal
    ahead: int = 0
    done_per_day: Decimal | None = None
    held: bool = True
    step_over: bool = False
    waits_for_part: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chance of being late in per cent, and the reasons with their numbers, the heaviest first."""

    chance: int
    reasons: Sequence[tuple[Reason, Mapping[str, int]]]

    @property
    def main(self) -> Reason:
        """The heaviest reason."""
        return self.reasons[0][0]

    @property
    def says_late(self) -> bool:
        """Whether it is said that the dossier will be late."""
        return self.chance >= LATE_FROM


def outlook(case: Case, past: Mapping[Reason, tuple[int, int]] | None = None) -> Outlook:
    """The outlook of a case; where the past knows enough dossiers with the same main reason, their share that was late is the chance.

    `past` has, by main reason, how many were foretold and how many of them were late.
    """
    found = _reasons(case)
    chance = min(max(_START + sum(_WEIGHTS[reason] for reason, _numbers in found), _LEAST), _MOST)
    ordered = sorted(found, key=lambda one: -abs(_WEIGHTS[one[0]])) or [(Reason.ENOUGH_TIME, {"left": _whole(case.hours_left)})]
    foretold, late = (past or {}).get(ordered[0][0], (0, 0))
    if foretold >= ENOUGH_RECORDS:
        chance = min(max(_whole(Decimal(100 * (late + 1)) / (foretold + 2)), _LEAST), _MOST)
    return Outlook(chance, ordered)


def _reasons(case: Case) -> list[tuple[Reason, Mapping[str, int]]]:
    found: list[tuple[Reason, Mapping[str, int]]] = []
    left = _whole(case.hours_left)
    if case.paused:
        found.append((Reason.PAUSED, {}))  # the clock stands: the due moment moves
    if not case.held:
        found.append((Reason.EMPTY_POST, {}))
    if case.hours_needed > case.hours_left:
        found.append((Reason.STEPS, {"needed": _whole(case.hours_needed), "left": left}))
    if case.done_per_day and case.ahead and Decimal(8 * case.ahead) / case.done_per_day > case.hours_left:
        found.append((Reason.QUEUE, {"ahead": case.ahead, "per_day": _whole(case.done_per_day), "left": left}))
    if case.waits_for_part:
        found.append((Reason.PART, {}))
    if case.step_over:
        found.append((Reason.STEP_OVER, {}))
    return found


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
