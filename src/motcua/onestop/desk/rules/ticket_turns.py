"""The life of a ticket: waiting, called, at the counter, done; or nobody came."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Conflict, words


class TicketStatus(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    NO_SHOW = "no_show"
    LEFT = "left"


AT_COUNTER = (TicketStatus.CALLED, TicketStatus.SERVING)
OPEN = (TicketStatus.WAITING, *AT_COUNTER)


@dataclass(frozen=True, slots=True)
class TicketTurn:
    """One change that may be made."""

    before: frozenset[TicketStatus]
    after: TicketStatus


CALL = TicketTurn(frozenset({TicketStatus.WAITING}), TicketStatus.CALLED)
CALL_AGAIN = TicketTurn(frozenset({TicketStatus.CALLED}), TicketStatus.CALLED)
SERVE = TicketTurn(frozenset(AT_COUNTER), TicketStatus.SERVING)
FINISH = TicketTurn(frozenset(AT_COUNTER), TicketStatus.DONE)
MISS = TicketTurn(frozenset({TicketStatus.CALLED}), TicketStatus.NO_SHOW)
COME_BACK = TicketTurn(frozenset({TicketStatus.NO_SHOW}), TicketStatus.WAITING)
LEAVE = TicketTurn(frozenset({TicketStatus.WAITING}), TicketStatus.LEFT)


def turned(turn: TicketTurn, status: str) -> TicketStatus:
    """The status after the turn; `Conflict` when the ticket is no longer where the turn starts."""
    if status not in turn.before:
        raise Conflict(
            words("This ticket has moved on; a colleague may have acted."),
            code="ticket_moved_on",
            way_out=words("Look at the queue again to see how it stands now."),
        )
    return turn.after
