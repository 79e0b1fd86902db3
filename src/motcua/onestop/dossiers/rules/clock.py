"""When a dossier is due, and how pauses and supplements move that moment.

Every due moment of a dossier, on a page, a slip or in a simulation, comes from `promise`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.deadlines import Pause, Schedule, TimeLimit, due_at


class SupplementRule(StrEnum):
    """What a complete supplement does to the time limit."""

    RESTART = "restart"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule and the day from which it holds."""

    since: date
    rule: SupplementRule
    source: str


SUPPLEMENT_RULES = (DatedRule(date(2018, 6, 21), SupplementRule.RESTART, "NĐ 61/2018/NĐ-CP, Điều 19"),)
PAUSE_FOR_SUPPLEMENT = "NĐ 61/2018/NĐ-CP, Điều 19"
PAUSE_FOR_OBLIGATION = "NĐ 61/2018/NĐ-CP, Điều 19; nghĩa vụ tài chính"


def supplement_rule(received_on: date) -> DatedRule:
    """The rule that holds for a dossier received on that day; old dossiers keep old rules."""
    in_force = [rule for rule in SUPPLEMENT_RULES if rule.since <= received_on]
    return in_force[-1] if in_force else SUPPLEMENT_RULES[0]


def clock_start(received_at: datetime, supplement_answered_at: datetime | None) -> datetime:
    """From which moment the limit counts: reception, or the last complete supplement where the rule restarts."""
    if supplement_answered_at is None:
        return received_at
    restarts = supplement_rule(received_at.date()).rule is SupplementRule.RESTART
    return supplement_answered_at if restarts else received_at


def promise(schedule: Schedule, start: datetime, limit: TimeLimit | None, pauses: Sequence[Pause]) -> datetime | None:
    """The due moment; None when the procedure promises none. Pauses before `start` no longer matter."""
    if limit is None:
        return None
    counted = [pause for pause in pauses if pause.end is None or pause.end > start]
    return due_at(schedule, start, limit, counted)
