"""What stands beside the process of a dossier: apologies, second wishes for papers, results that wait, fees at the desk."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema

from motcua.channels.public_api.shapes.common import Amount, Line, Moment, Words
from motcua.channels.public_api.shapes.dossiers import DossierRow
from motcua.onestop.dossiers.api import Apology, Dossier, Escalation, Slip


class Withdrawal(Schema):
    """Why, and for an officer of the desk the person before him who asks for it."""

    reason: Words = ""
    at_wish_of: Line = ""


class ApologyIn(Schema):
    """The reason of the delay and the one new date; the citizen reads both on slip 04."""

    reason: Words
    new_due: Moment


class ApologyDraft(Schema):
    """An apology that waits for the head's signature."""

    code: str
    due_at: datetime
    drafted_at: datetime

    @classmethod
    def of(cls, draft: Apology) -> "ApologyDraft":
        """From the draft with its dossier."""
        return cls(code=draft.dossier.code, due_at=draft.due_at, drafted_at=draft.drafted_at)


class ApologyDrafts(Schema):
    """Apologies to sign, the nearest limit first; at most 200."""

    items: list[ApologyDraft]


class SlipIssued(Schema):
    """The slip that was issued; read it at the address of the dossier's slips."""

    code: str
    id: int
    form: str
    number: int
    issued_at: datetime

    @classmethod
    def of(cls, code: str, slip: Slip) -> "SlipIssued":
        """From the slip of the dossier with this code."""
        return cls(code=code, id=slip.pk, form=slip.form, number=slip.number, issued_at=slip.issued_at)


class EscalationOut(Schema):
    """A second wish for papers: what is wished, by whom, and what the head decided (empty while it waits)."""

    id: int
    code: str
    at_intake: bool
    items: list[dict[str, Any]]
    reason: str
    asked_at: datetime
    asked_by: str
    decision: str
    decided_reason: str

    @classmethod
    def of(cls, one: Escalation) -> "EscalationOut":
        """From the wish with its dossier."""
        return cls(
            id=one.pk,
            code=one.dossier.code,
            at_intake=one.at_intake,
            items=one.items,
            reason=one.reason,
            asked_at=one.asked_at,
            asked_by=one.asked_by,
            decision=one.decision,
            decided_reason=one.decided_reason,
        )


class Escalations(Schema):
    """Second wishes that wait for the caller's decision, the oldest first; at most 200."""

    items: list[EscalationOut]


class EscalationDecision(Schema):
    """Allow it (the citizen is asked once more, at once) or dismiss it (the officer decides on what is there), with the reason."""

    allow: bool
    reason: Words


class ExternalStatusIn(Schema):
    """What the other system says, the code it gave, and the reason when it refused."""

    status: Literal["received", "in_process", "registered", "refused"]
    foreign_code: Line
    comment: Words = ""


class Unanswered(Schema):
    """Dossiers whose citizen did not answer in the term, so that they may be stopped; at most 200."""

    items: list[DossierRow]


class UncollectedRow(DossierRow):
    """A result that waits, and how often its owner was reminded."""

    reminders: int

    @classmethod
    def of(cls, dossier: Dossier) -> "UncollectedRow":
        """From a dossier with its procedure and competent unit."""
        return cls(**cls.facts(dossier), reminders=dossier.reminders)


class UncollectedPage(Schema):
    """Some results that nobody collected; give `next` as `after` to read on, null at the end."""

    items: list[UncollectedRow]
    next: str | None


class FeeTaken(Schema):
    """What is owed, in đồng: in cash, or as a transfer with the bank's reference."""

    amount: Amount
    bank_reference: Line = ""


class PaymentOut(Schema):
    """One payment that came in."""

    reference: str
    amount: int
    means: str


class PaymentsTaken(Schema):
    """The payments of this step, one for each request that was settled."""

    code: str
    items: list[PaymentOut]
