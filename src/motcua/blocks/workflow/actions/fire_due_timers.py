from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.workflow.actions.steps import Progress, Surroundings, advance, locked, together
from motcua.blocks.workflow.models import Task
from motcua.blocks.workflow.ports import Assign, Due, Facts
from motcua.blocks.workflow.queries.tasks import due_timers
from motcua.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Fired:
    """One timer that was fired, and what followed."""

    timer: Task
    progress: Progress


def fire_timer(timer_id: int, *, facts: Facts, at: datetime, assign: Assign, due: Due | None = None) -> Progress:
    """Fire one timer whose moment has come. Four statements. Raises `Conflict` when it has been fired or is no longer needed."""
    with together():
        return advance(locked(timer_id), facts, Surroundings(at, assign, due), by=None, outcome="fired")


def fire_due_timers(
    now: datetime,
    *,
    facts: Callable[[str, int], Facts],
    assign: Assign,
    due: Callable[[str, int], Due | None] | None = None,
    limit: int = 100,
) -> list[Fired]:
    """Fire the timers that have fallen due, the oldest first, each in a transaction of its own; returns what was fired.

    `facts` and `due` are asked per subject (type, id). Call again until it returns fewer than `limit`. A timer that another
    worker fires at the same moment is passed over.
    """
    fired = []
    for timer in due_timers(now)[:limit]:
        subject = (timer.subject_type, timer.subject_id)
        try:
            progress = fire_timer(timer.pk, facts=facts(*subject), at=now, assign=assign, due=due(*subject) if due else None)
        except Conflict:
            continue
        fired.append(Fired(timer, progress))
    return fired
