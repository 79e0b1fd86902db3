"""How a process ends for the dossier, and whether that was early, on time or late."""

from datetime import datetime
from enum import StrEnum

from motcua.kernel.deadlines import timing


class Ending(StrEnum):
    """What the end of the process means."""

    RESOLVED = "resolved"
    STOPPED = "stopped"


STOPPING = frozenset({"not_eligible", "refused"})


def ending_of(outcome: str) -> Ending:
    """`not_eligible` and `refused` stop a dossier; every other last outcome resolves it."""
    return Ending.STOPPED if outcome in STOPPING else Ending.RESOLVED


def timing_of(ended_at: datetime, due_at: datetime | None) -> str:
    """Early, on time or late, by the day of the end against the day promised (QĐ 766/QĐ-TTg view); no promise is on time."""
    return timing(ended_at.date(), due_at.date() if due_at else None)
