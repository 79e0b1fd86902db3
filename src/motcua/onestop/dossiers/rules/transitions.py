"""The life of a dossier: its statuses, and the turns that lead from one to the next.

Statuses carry the codes that the national portal exchanges (domain: field TrangThaiHoSo, 1-10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Conflict, words


class Status(StrEnum):
    """Where a dossier is in its life."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    NOT_ACCEPTED = "not_accepted"
    IN_PROCESS = "in_process"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    PAYMENT_REQUESTED = "payment_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    RETURNED = "returned"


NATIONAL_CODES: Mapping[Status, int] = {
    Status.SUBMITTED: 1,
    Status.RECEIVED: 2,
    Status.NOT_ACCEPTED: 3,
    Status.IN_PROCESS: 4,
    Status.SUPPLEMENT_REQUESTED: 5,
    Status.PAYMENT_REQUESTED: 6,
    Status.WITHDRAWN: 7,
    Status.STOPPED: 8,
    Status.RESOLVED: 9,
    Status.RETURNED: 10,
}

RUNNING = frozenset({Status.RECEIVED, Status.IN_PROCESS})
PAUSED = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESOLVED, Status.RETURNED})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dossier's life: from which statuses it may be taken, and where it leads."""

    name: str
    before: frozenset[Status]
    after: Status


RECEIVE = Turn("receive", frozenset({Status.SUBMITTED}), Status.RECEIVED)
REFUSE = Turn("refuse", frozenset({Status.SUBMITTED}), Status.NOT_ACCEPTED)
ASK_AT_INTAKE = Turn("ask at intake", frozenset({Status.SUBMITTED}), Status.SUPPLEMENT_REQUESTED)
ASK_IN_PROCESS = Turn("ask in process", RUNNING, Status.SUPPLEMENT_REQUESTED)
ANSWER_AT_INTAKE = Turn("answer at intake", frozenset({Status.SUPPLEMENT_REQUESTED}), Status.SUBMITTED)
ANSWER_IN_PROCESS = Turn("answer in process", frozenset({Status.SUPPLEMENT_REQUESTED}), Status.IN_PROCESS)
PROCESS = Turn("process", RUNNING, Status.IN_PROCESS)
ASK_PAYMENT = Turn("ask payment", RUNNING, Status.PAYMENT_REQUESTED)
SETTLE_PAYMENT = Turn("settle payment", frozenset({Status.PAYMENT_REQUESTED}), Status.IN_PROCESS)
WITHDRAW = Turn("withdraw", frozenset({Status.SUBMITTED}) | RUNNING | PAUSED, Status.WITHDRAWN)
STOP = Turn("stop", RUNNING | PAUSED, Status.STOPPED)
RESOLVE = Turn("resolve", RUNNING, Status.RESOLVED)
RETURN = Turn("return", frozenset({Status.RESOLVED}), Status.RETURNED)

TURNS = (
    RECEIVE,
    REFUSE,
    ASK_AT_INTAKE,
    ASK_IN_PROCESS,
    ANSWER_AT_INTAKE,
    ANSWER_IN_PROCESS,
    PROCESS,
    ASK_PAYMENT,
    SETTLE_PAYMENT,
    WITHDRAW,
    STOP,
    RESOLVE,
    RETURN,
)


def take(turn: Turn, status: str) -> Status:
    """The status after the turn; refuses with `Conflict` when the dossier is no longer where the turn starts."""
    if status not in turn.before:
        raise Conflict(
            words("The dossier has moved on: it is now “%(status)s”, so this step cannot be taken."),
            code="moved_on",
            params={"status": STATUS_WORDS[Status(status)]},
            way_out=words("Open the dossier again to see who acted and what can be done now."),
        )
    return turn.after


STATUS_WORDS: Mapping[Status, str] = {
    Status.SUBMITTED: words("Submitted, waiting for intake"),
    Status.RECEIVED: words("Received"),
    Status.NOT_ACCEPTED: words("Not accepted"),
    Status.IN_PROCESS: words("In process"),
    Status.SUPPLEMENT_REQUESTED: words("Waiting for your supplement"),
    Status.PAYMENT_REQUESTED: words("Waiting for a financial obligation"),
    Status.WITHDRAWN: words("Withdrawn"),
    Status.STOPPED: words("Stopped"),
    Status.RESOLVED: words("Resolved, result ready"),
    Status.RETURNED: words("Result returned"),
}
