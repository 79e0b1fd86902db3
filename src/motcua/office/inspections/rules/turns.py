"""The turns of an inspection and of a finding: one state each, changed by these tables alone."""

from datetime import date
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """Where an inspection stands."""

    PLANNED = "planned"
    PREPARED = "prepared"  # team and days are proposed, the head has not signed
    DECIDED = "decided"
    RUNNING = "running"
    WRITTEN = "written"  # the conclusion waits for the head's signature
    CONCLUDED = "concluded"
    CLOSED = "closed"  # every finding is handled
    DROPPED = "dropped"


class Turn(StrEnum):
    """What can happen to an inspection."""

    PREPARE = "prepare"
    DECIDE = "decide"
    VISIT = "visit"
    FIND = "find"
    WRITE = "write"
    CONCLUDE = "conclude"
    CLOSE = "close"
    DROP = "drop"


_AT_WORK = frozenset({State.DECIDED, State.RUNNING})
TURNS: dict[Turn, tuple[frozenset[State], State | None]] = {  # from which states, to which (None: stays)
    Turn.PREPARE: (frozenset({State.PLANNED, State.PREPARED}), State.PREPARED),
    Turn.DECIDE: (frozenset({State.PREPARED}), State.DECIDED),
    Turn.VISIT: (_AT_WORK, State.RUNNING),
    Turn.FIND: (frozenset({State.RUNNING}), None),
    Turn.WRITE: (frozenset({State.RUNNING, State.WRITTEN}), State.WRITTEN),
    Turn.CONCLUDE: (frozenset({State.WRITTEN}), State.CONCLUDED),
    Turn.CLOSE: (frozenset({State.CONCLUDED}), State.CLOSED),
    Turn.DROP: (frozenset({State.PLANNED, State.PREPARED, State.DECIDED}), State.DROPPED),
}


class FindingState(StrEnum):
    """Where a finding stands."""

    NOTED = "noted"  # written down, not told in a conclusion yet
    OPEN = "open"
    REMEDIED = "remedied"  # the owner says so; the inspector has not looked yet
    ACCEPTED = "accepted"
    LIFTED = "lifted"  # found not to hold


class FindingTurn(StrEnum):
    """What can happen to a finding."""

    ISSUE = "issue"
    REMEDY = "remedy"
    ACCEPT = "accept"
    RETURN = "return"
    MOVE = "move"
    LIFT = "lift"


FINDING_TURNS: dict[FindingTurn, tuple[frozenset[FindingState], FindingState | None]] = {
    FindingTurn.ISSUE: (frozenset({FindingState.NOTED}), FindingState.OPEN),
    FindingTurn.REMEDY: (frozenset({FindingState.OPEN}), FindingState.REMEDIED),
    FindingTurn.ACCEPT: (frozenset({FindingState.REMEDIED}), FindingState.ACCEPTED),
    FindingTurn.RETURN: (frozenset({FindingState.REMEDIED}), FindingState.OPEN),
    FindingTurn.MOVE: (frozenset({FindingState.OPEN}), None),
    FindingTurn.LIFT: (frozenset({FindingState.NOTED, FindingState.OPEN, FindingState.REMEDIED}), FindingState.LIFTED),
}
HANDLED = frozenset({FindingState.ACCEPTED, FindingState.LIFTED})
Standing = Literal["noted", "running", "soon", "late", "waiting", "handled", "handled_late", "lifted"]
SOON_DAYS = 7  # calendar days before the deadline in which a finding is shown as due soon


def after(turn: Turn, state: State) -> State | None:
    """The state of an inspection after a turn; None when the turn cannot be taken."""
    sources, target = TURNS[turn]
    return (target or state) if state in sources else None


def finding_after(turn: FindingTurn, state: FindingState) -> FindingState | None:
    """The state of a finding after a turn; None when the turn cannot be taken."""
    sources, target = FINDING_TURNS[turn]
    return (target or state) if state in sources else None


def standing(state: FindingState, due_on: date, remedied_on: date | None, today: date) -> Standing:
    """How a finding stands on a day: what counts is the day on which its remedy was handed in."""
    if state is FindingState.NOTED:
        return "noted"
    if state is FindingState.LIFTED:
        return "lifted"
    if state is FindingState.ACCEPTED:
        return "handled_late" if remedied_on is not None and remedied_on > due_on else "handled"
    if state is FindingState.REMEDIED:
        return "waiting"
    if today > due_on:
        return "late"
    return "soon" if (due_on - today).days <= SOON_DAYS else "running"
