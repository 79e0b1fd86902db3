"""The life of a dossier: its statuses, and the turns that lead from one to the next.

Statuses carry the codes that the national portal exchanges (domain: field TrangThaiHoSo, 1-10). Each turn says who may
take it, which slip it issues, what it does to the clock and where the law says so; docs/dossier_states.md is made of this.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Conflict, words
from motcua.onestop.dossiers.rules.forms import Purpose


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
NATIONAL_MOVES: Mapping[int, frozenset[int]] = {
    1: frozenset({2, 3, 5, 6, 7}),
    2: frozenset({4, 5, 6, 7, 8}),
    3: frozenset(),
    4: frozenset({5, 6, 7, 8, 9}),
    5: frozenset({1, 4, 7, 8}),  # back to the step before: 1 when it was asked for at intake
    6: frozenset({4, 7, 8}),
    7: frozenset({8}),
    8: frozenset(),
    9: frozenset({10}),
    10: frozenset(),
}

RUNNING = frozenset({Status.RECEIVED, Status.IN_PROCESS})
PAUSED = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED})
ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESOLVED, Status.RETURNED})


class Clock(StrEnum):
    """What a turn does to the time limit of the law."""

    NOT_STARTED = "not started"
    STARTS = "starts"
    RUNS = "runs on"
    PAUSES = "stands still"
    GOES_ON = "goes on, the waiting time is added"
    BY_RULE = "starts again (NĐ 61/2018) or goes on with the waiting time added (from 2025-07-01)"
    MEASURED = "stops; early, on time or late is measured"
    ENDS = "ends"
    OVER = "is over"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dossier's life: from which statuses it may be taken, and where it leads (None: the status stays)."""

    name: str
    before: frozenset[Status]
    after: Status | None
    who: tuple[str, ...]
    clock: Clock
    source: str
    slip: Purpose | None = None


_A17, _A19, _A20 = ("NĐ 61/2018/NĐ-CP, Điều " + article for article in ("17", "19", "20"))
_ONLINE = "NĐ 45/2020/NĐ-CP"

RECEIVE = Turn(
    "receive",
    frozenset({Status.SUBMITTED}),
    Status.RECEIVED,
    ("dossier.receive",),
    Clock.STARTS,
    f"{_A17}; {_ONLINE}",
    Purpose.RECEIPT,
)
REFUSE = Turn("refuse", frozenset({Status.SUBMITTED}), Status.NOT_ACCEPTED, ("dossier.receive",), Clock.NOT_STARTED, _A17, Purpose.REFUSAL)
ASK_AT_INTAKE = Turn(
    "ask at intake",
    frozenset({Status.SUBMITTED}),
    Status.SUPPLEMENT_REQUESTED,
    ("dossier.ask_supplement", "dossier.decide_escalation"),
    Clock.NOT_STARTED,
    f"{_A17}; {_ONLINE}",
    Purpose.SUPPLEMENT,
)
ASK_IN_PROCESS = Turn(
    "ask in process",
    RUNNING,
    Status.SUPPLEMENT_REQUESTED,
    ("dossier.ask_supplement", "dossier.decide_escalation"),
    Clock.PAUSES,
    _A19,
    Purpose.SUPPLEMENT,
)
ESCALATE = Turn("escalate", frozenset({Status.SUBMITTED}) | RUNNING, None, ("dossier.ask_supplement",), Clock.RUNS, f"{_A17}, 19: một lần")
ANSWER_AT_INTAKE = Turn(
    "answer at intake",
    frozenset({Status.SUPPLEMENT_REQUESTED}),
    Status.SUBMITTED,
    ("dossier.answer_supplement",),
    Clock.NOT_STARTED,
    _A17,
)
ANSWER_IN_PROCESS = Turn(
    "answer in process",
    frozenset({Status.SUPPLEMENT_REQUESTED}),
    Status.IN_PROCESS,
    ("dossier.answer_supplement",),
    Clock.BY_RULE,
    f"{_A19}; NĐ 118/2025/NĐ-CP",
)
PROCESS = Turn(
    "process",
    RUNNING,
    Status.IN_PROCESS,
    (
        "dossier.process",
        "dossier.approve",
        "dossier.receive",
        "dossier.take_over",
        "dossier.external_status",
        "dossier.enter_external_status",
    ),
    Clock.RUNS,
    _A19,
)
ASK_PAYMENT = Turn("ask payment", RUNNING, Status.PAYMENT_REQUESTED, ("dossier.process",), Clock.PAUSES, f"{_A19}; nghĩa vụ tài chính")
SETTLE_PAYMENT = Turn(
    "settle payment",
    frozenset({Status.PAYMENT_REQUESTED}),
    Status.IN_PROCESS,
    ("dossier.settle_payment",),
    Clock.GOES_ON,
    f"{_A19}; nghĩa vụ tài chính",
)
REAPPOINT = Turn("apologise", RUNNING, None, ("dossier.reappoint",), Clock.RUNS, f"{_A19}: hẹn lại không quá một lần", Purpose.APOLOGY)
MOVE_PROMISE = Turn(
    "move promise", RUNNING, None, ("dossier.move_promise",), Clock.RUNS, "Bộ luật Lao động 2019, Điều 112; Bộ luật Dân sự 2015, Điều 148"
)
WITHDRAW = Turn(
    "withdraw",
    frozenset({Status.SUBMITTED}) | RUNNING | PAUSED,
    Status.WITHDRAWN,
    ("dossier.follow", "dossier.withdraw_at_desk"),
    Clock.ENDS,
    f"{_A19}; TT 03/2025/TT-VPCP",
    Purpose.STOPPING,
)
STOP = Turn(
    "stop unanswered",
    PAUSED,
    Status.STOPPED,
    ("dossier.stop", "dossier.receive"),
    Clock.ENDS,
    f"{_A19}; NĐ 118/2025/NĐ-CP",
    Purpose.STOPPING,
)
NOT_ELIGIBLE = Turn(
    "not eligible",
    frozenset({Status.IN_PROCESS}),
    Status.STOPPED,
    ("dossier.process", "dossier.approve", "dossier.external_status", "dossier.enter_external_status"),
    Clock.MEASURED,
    _A19,
    Purpose.STOPPING,
)
RESOLVE = Turn(
    "resolve",
    frozenset({Status.IN_PROCESS}),
    Status.RESOLVED,
    ("dossier.approve", "dossier.process", "dossier.external_status", "dossier.enter_external_status"),
    Clock.MEASURED,
    f"{_A19}, 20",
)
REMIND = Turn("remind", frozenset({Status.RESOLVED}), None, ("dossier.remind",), Clock.OVER, f"{_A20}: lưu giữ tại Bộ phận Một cửa")
RETURN = Turn("return", frozenset({Status.RESOLVED}), Status.RETURNED, ("dossier.receive",), Clock.OVER, _A20)

TURNS = (
    RECEIVE,
    REFUSE,
    ASK_AT_INTAKE,
    ANSWER_AT_INTAKE,
    PROCESS,
    ASK_IN_PROCESS,
    ANSWER_IN_PROCESS,
    ASK_PAYMENT,
    SETTLE_PAYMENT,
    ESCALATE,
    REAPPOINT,
    MOVE_PROMISE,
    NOT_ELIGIBLE,
    STOP,
    WITHDRAW,
    RESOLVE,
    REMIND,
    RETURN,
)


@dataclass(frozen=True, slots=True)
class Edge:
    """One arrow of the chart: a turn taken from one status."""

    turn: Turn
    before: Status
    after: Status


def edges(turns: tuple[Turn, ...] = TURNS) -> Iterator[Edge]:
    """Every arrow of the chart, by turn, then in the order of the statuses."""
    for turn in turns:
        for status in Status:
            if status in turn.before:
                yield Edge(turn, status, turn.after or status)


def take(turn: Turn, status: str) -> Status:
    """The status after the turn; refuses with `Conflict` when the dossier is no longer where the turn starts."""
    if status not in turn.before:
        raise Conflict(
            words("The dossier has moved on: it is now “%(status)s”, so this step cannot be taken."),
            code="moved_on",
            params={"status": STATUS_WORDS[Status(status)]},
            way_out=words("Open the dossier again to see who acted and what can be done now."),
        )
    return turn.after or Status(status)


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
