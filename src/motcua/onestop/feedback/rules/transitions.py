"""The life of a feedback: its states, and the turns that lead from one to the next (names of states: national PAKN exchange)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.errors import Conflict, words


class Status(StrEnum):
    """Where a feedback is in its life."""

    SENT = "sent"
    WAITING_INTAKE = "waiting_intake"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENTED = "supplemented"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_PROCESS = "in_process"
    ANSWER_DRAFTED = "answer_drafted"
    ANSWER_APPROVED = "answer_approved"
    WAITING_PUBLICATION = "waiting_publication"
    PUBLISHED = "published"
    RATED = "rated"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    FORWARDED_OUTSIDE = "forwarded_outside"
    RETURNED = "returned_to_forwarder"
    MERGED = "merged"
    REOPENED = "reopened"


AT_INTAKE = frozenset({Status.WAITING_INTAKE, Status.SUPPLEMENTED, Status.FORWARDED, Status.RETURNED, Status.REOPENED})
IN_HAND = frozenset({Status.ACCEPTED, Status.ASSIGNED, Status.IN_PROCESS})
TO_ANSWER = AT_INTAKE | IN_HAND | {Status.SUPPLEMENT_ASKED, Status.ANSWER_DRAFTED}
OPEN = TO_ANSWER | {Status.WAITING_PUBLICATION}
ANSWERED = frozenset({Status.ANSWER_APPROVED, Status.WAITING_PUBLICATION, Status.PUBLISHED, Status.RATED})
SHOWN = frozenset({Status.PUBLISHED, Status.RATED, Status.REOPENED})
ENDED = frozenset({Status.REFUSED, Status.FORWARDED_OUTSIDE, Status.MERGED, Status.RATED})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a feedback's life: from which states it may be taken, where it leads, and by whose right (empty: of itself)."""

    name: str
    before: frozenset[Status]
    after: Status
    who: tuple[str, ...] = ()


_INTAKE, _WORK = ("feedback.take_in",), ("feedback.process",)
_SIGNER, _PUBLISHER = ("feedback.approve",), ("feedback.publish",)
_SENDER = ("feedback.follow",)

TAKE_IN = Turn("take in", frozenset({Status.SENT}), Status.WAITING_INTAKE, _INTAKE)
DISCARD = Turn("discard", frozenset({Status.SENT}), Status.REFUSED, _INTAKE)
ASK_SUPPLEMENT = Turn("ask for a supplement", AT_INTAKE, Status.SUPPLEMENT_ASKED, _INTAKE)
SUPPLEMENT = Turn("supplement", frozenset({Status.SUPPLEMENT_ASKED}), Status.SUPPLEMENTED, _SENDER)
ACCEPT = Turn("accept", AT_INTAKE, Status.ACCEPTED, _INTAKE)
REFUSE = Turn("refuse", AT_INTAKE | {Status.SUPPLEMENT_ASKED}, Status.REFUSED, _INTAKE)
FORWARD = Turn("forward", AT_INTAKE | {Status.ACCEPTED, Status.ASSIGNED}, Status.FORWARDED, _INTAKE)
FORWARD_OUTSIDE = Turn("forward outside", AT_INTAKE | {Status.ACCEPTED}, Status.FORWARDED_OUTSIDE, _INTAKE)
RETURN = Turn("return to the forwarder", frozenset({Status.FORWARDED}), Status.RETURNED, _INTAKE)
ASSIGN = Turn("assign", IN_HAND, Status.ASSIGNED, _INTAKE)
START = Turn("start", frozenset({Status.ASSIGNED}), Status.IN_PROCESS, _WORK)
DRAFT = Turn("draft the answer", frozenset({Status.ASSIGNED, Status.IN_PROCESS, Status.ANSWER_DRAFTED}), Status.ANSWER_DRAFTED, _WORK)
SEND_BACK = Turn("send the draft back", frozenset({Status.ANSWER_DRAFTED}), Status.IN_PROCESS, _SIGNER)
APPROVE = Turn("approve the answer", frozenset({Status.ANSWER_DRAFTED}), Status.ANSWER_APPROVED, _SIGNER)
PREPARE = Turn("prepare for publication", frozenset({Status.ANSWER_APPROVED}), Status.WAITING_PUBLICATION)
PUBLISH = Turn("publish", frozenset({Status.WAITING_PUBLICATION}), Status.PUBLISHED, _PUBLISHER)
WITHHOLD = Turn("do not publish", frozenset({Status.WAITING_PUBLICATION}), Status.ANSWER_APPROVED, _PUBLISHER)
RATE = Turn("rate", frozenset({Status.PUBLISHED, Status.ANSWER_APPROVED}), Status.RATED, _SENDER)
MERGE = Turn("merge", AT_INTAKE | IN_HAND, Status.MERGED, _INTAKE)
REOPEN = Turn("reopen", frozenset({Status.PUBLISHED, Status.ANSWER_APPROVED, Status.RATED}), Status.REOPENED, _SENDER)

TURNS = (
    TAKE_IN,
    DISCARD,
    ASK_SUPPLEMENT,
    SUPPLEMENT,
    ACCEPT,
    REFUSE,
    FORWARD,
    FORWARD_OUTSIDE,
    RETURN,
    ASSIGN,
    START,
    DRAFT,
    SEND_BACK,
    APPROVE,
    PREPARE,
    PUBLISH,
    WITHHOLD,
    RATE,
    MERGE,
    REOPEN,
)


def take(turn: Turn, status: str) -> Status:
    """The state after the turn; refuses with `Conflict` when the feedback is no longer where the turn starts."""
    if status not in turn.before:
        raise Conflict(
            words("The feedback has moved on: it is now “%(status)s”, so this step cannot be taken."),
            code="moved_on",
            params={"status": STATUS_WORDS[Status(status)]},
            way_out=words("Open it again to see who acted and what can be done now."),
        )
    return turn.after


def may_take(turn: Turn, status: str) -> bool:
    """Whether the turn starts here."""
    return status in turn.before


STATUS_WORDS: Mapping[Status, str] = {
    Status.SENT: words("Sent"),
    Status.WAITING_INTAKE: words("Waiting for intake"),
    Status.SUPPLEMENT_ASKED: words("Waiting for your additions"),
    Status.SUPPLEMENTED: words("Additions received"),
    Status.ACCEPTED: words("Accepted"),
    Status.ASSIGNED: words("Assigned"),
    Status.IN_PROCESS: words("Being worked on"),
    Status.ANSWER_DRAFTED: words("Answer drafted"),
    Status.ANSWER_APPROVED: words("Answered"),
    Status.WAITING_PUBLICATION: words("Answered, waiting for publication"),
    Status.PUBLISHED: words("Answered and published"),
    Status.RATED: words("Answered and rated"),
    Status.REFUSED: words("Not accepted"),
    Status.FORWARDED: words("Forwarded"),
    Status.FORWARDED_OUTSIDE: words("Forwarded to an agency outside the province"),
    Status.RETURNED: words("Returned to the office that forwarded it"),
    Status.MERGED: words("Merged with an earlier feedback"),
    Status.REOPENED: words("Reopened"),
}
