"""The turns a task of the plan can take, and how it stands against its deadline."""

from datetime import datetime
from enum import StrEnum
from typing import Literal


class TaskState(StrEnum):
    """Where a task stands."""

    PLANNED = "planned"
    RUNNING = "running"
    HANDED_IN = "handed_in"
    DONE = "done"
    DROPPED = "dropped"


class Turn(StrEnum):
    """What can happen to a task."""

    REPORT = "report"
    HAND_IN = "hand_in"
    CONFIRM = "confirm"
    RETURN = "return"
    MOVE = "move"
    DROP = "drop"


_OPEN = frozenset({TaskState.PLANNED, TaskState.RUNNING})
TURNS: dict[Turn, tuple[frozenset[TaskState], TaskState | None]] = {  # from which states, to which (None: stays)
    Turn.REPORT: (_OPEN, TaskState.RUNNING),
    Turn.HAND_IN: (_OPEN, TaskState.HANDED_IN),
    Turn.CONFIRM: (frozenset({TaskState.HANDED_IN}), TaskState.DONE),
    Turn.RETURN: (frozenset({TaskState.HANDED_IN}), TaskState.RUNNING),
    Turn.MOVE: (_OPEN, None),
    Turn.DROP: (_OPEN, TaskState.DROPPED),
}
Standing = Literal["done_on_time", "done_late", "late", "soon", "running", "dropped"]
SOON_DAYS = 15  # calendar days before the deadline in which a task is shown as due soon


def after(turn: Turn, state: TaskState) -> TaskState | None:
    """The state after a turn; None when the turn cannot be taken from this state."""
    sources, target = TURNS[turn]
    return (target or state) if state in sources else None


def standing(state: TaskState, due_at: datetime, handed_in_at: datetime | None, now: datetime) -> Standing:
    """How a task stands at a moment: what counts is when its product was handed in, not when somebody found time to confirm it."""
    if state is TaskState.DROPPED:
        return "dropped"
    if handed_in_at is not None and state in {TaskState.DONE, TaskState.HANDED_IN}:
        late = handed_in_at > due_at
        return ("done_late" if late else "done_on_time") if state is TaskState.DONE else ("late" if late else "running")
    if now > due_at:
        return "late"
    return "soon" if (due_at - now).days < SOON_DAYS else "running"
