"""When a dossier is due, and how pauses and supplements move that moment.

Every due moment of a dossier, on a page, a slip or in a simulation, comes from `promise`. The law's due moment is what
timing is measured against; a new date given with an apology stands beside it and changes nothing of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.deadlines import Pause, Schedule, TimeLimit, due_at
from motcua.onestop.dossiers.rules.terms import day_of, in_force


class SupplementRule(StrEnum):
    """What a complete supplement does to the time limit."""

    RESTART = "restart"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule and the day from which it holds; `tag` says how sure the source is."""

    since: date
    rule: SupplementRule
    source: str
    tag: str = "sure"


SUPPLEMENT_RULES = (
    DatedRule(date(2018, 6, 21), SupplementRule.RESTART, "NĐ 61/2018/NĐ-CP, Điều 19"),
    DatedRule(date(2025, 7, 1), SupplementRule.EXTEND, "NĐ 118/2025/NĐ-CP", tag="check"),
)


def supplement_rule(received_on: date) -> DatedRule:
    """The rule that holds for a dossier received on that day; old dossiers keep old rules."""
    return in_force(SUPPLEMENT_RULES, received_on)


def pause_basis(received_on: date, *, obligation: bool = False) -> str:
    """The legal ground of a pause, by the law of the day of reception."""
    source = supplement_rule(received_on).source
    return f"{source}; nghĩa vụ tài chính" if obligation else source


def clock_start(received_at: datetime, supplement_answered_at: datetime | None) -> datetime:
    """From which moment the limit counts: reception, or the last complete supplement where the rule restarts."""
    if supplement_answered_at is None:
        return received_at
    restarts = supplement_rule(day_of(received_at)).rule is SupplementRule.RESTART
    return supplement_answered_at if restarts else received_at


def promise(schedule: Schedule, start: datetime, limit: TimeLimit | None, pauses: Sequence[Pause]) -> datetime | None:
    """The due moment; None when the procedure promises none. Pauses before `start` no longer matter."""
    if limit is None:
        return None
    counted = [pause for pause in pauses if pause.end is None or pause.end > start]
    return due_at(schedule, start, limit, counted)


def moved_promise(printed: datetime | None, counted: datetime | None) -> datetime | None:
    """The new due moment when the calendar changed after a promise was printed, or None when the promise stands.

    A day off announced later does not count as a working day (Labour Code a.112; Civil Code a.148), so the moment moves
    on, and the citizen is told. A working day announced later never brings it nearer: what was printed binds the office,
    and nobody has to come earlier than he was told.
    """
    if printed is None or counted is None or counted <= printed:
        return None
    return counted


def not_before(now: datetime, *earlier: datetime | None) -> datetime:
    """The moment an act is noted at: never before what it follows, also when the clock of the house was set back."""
    return max([now, *(moment for moment in earlier if moment is not None)])
