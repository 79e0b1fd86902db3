"""The life of an alert: raised, taken, answered, closed; sent back when the answer is not enough."""

from enum import StrEnum


class State(StrEnum):
    """Where an alert stands."""

    RAISED = "raised"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"


class Turn(StrEnum):
    """What can be done with it."""

    TAKE = "take"
    ANSWER = "answer"
    SEND_BACK = "send_back"
    CLOSE = "close"


TURNS: dict[tuple[State, Turn], State] = {
    (State.RAISED, Turn.TAKE): State.TAKEN,
    (State.TAKEN, Turn.ANSWER): State.ANSWERED,
    (State.ANSWERED, Turn.SEND_BACK): State.TAKEN,
    (State.ANSWERED, Turn.CLOSE): State.CLOSED,
}
WAITING = (State.RAISED, State.TAKEN)  # for the owner's post


def turned(state: State, turn: Turn) -> State | None:
    """Where the turn leads; None when it cannot be taken now."""
    return TURNS.get((state, turn))


def turns_from(state: State) -> list[Turn]:
    """What can be done now."""
    return [turn for (begin, turn) in TURNS if begin == state]
