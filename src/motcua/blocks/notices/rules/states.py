"""The states of a delivery and how one follows another."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words


class State(StrEnum):
    """Where a delivery stands."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    READ = "read"


STATE_WORDS: Mapping[str, str] = {
    State.QUEUED: words("waiting to be sent"),
    State.SENT: words("sent"),
    State.DELIVERED: words("delivered"),
    State.FAILED: words("failed"),
    State.READ: words("read"),
}
BEFORE: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.FAILED}),  # an operator sends a dead letter again
    State.SENT: frozenset({State.QUEUED}),
    State.FAILED: frozenset({State.QUEUED, State.SENT}),
    State.DELIVERED: frozenset({State.QUEUED, State.SENT, State.FAILED}),  # a report may overtake our own note
    State.READ: frozenset({State.DELIVERED}),
}


def may_turn(old: str, new: str) -> bool:
    """Whether a delivery in state `old` may turn to `new`; late and repeated reports never put it back."""
    return old in BEFORE[State(new)]
