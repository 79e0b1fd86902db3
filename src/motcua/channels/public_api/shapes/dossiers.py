"""Dossiers as the API tells them, as far as the caller may know."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from motcua.blocks.workflow.api import Task
from motcua.channels.public_api.shapes.common import Amount, Answers, Id, Key, Line, ProcedureCode, Words
from motcua.channels.public_api.shapes.drafts import PaperOut
from motcua.onestop.dossiers.api import NATIONAL_CODES, Dossier, DossierFile, InboxRow, Status


class DossierRow(Schema):
    """A dossier in a list. `national_status` is the code exchanged with the national portal; `new_due_at` the date of an apology."""

    code: str
    procedure: str
    owner_name: str
    unit: str
    channel: int
    status: str
    national_status: int
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    new_due_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def facts(cls, dossier: Dossier) -> dict[str, Any]:
        """What a row tells."""
        return {
            "code": dossier.code,
            "procedure": dossier.procedure.code,
            "owner_name": dossier.owner_name,
            "unit": dossier.competent.name,
            "channel": dossier.channel,
            "status": dossier.status,
            "national_status": NATIONAL_CODES[Status(dossier.status)],
            "submitted_at": dossier.submitted_at,
            "received_at": dossier.received_at,
            "due_at": dossier.due_at,
            "new_due_at": dossier.new_due_at,
            "ended_at": dossier.ended_at,
        }

    @classmethod
    def of(cls, dossier: Dossier) -> "DossierRow":
        """From a dossier with its procedure and competent unit."""
        return cls(**cls.facts(dossier))


class DossierPage(Schema):
    """Some dossiers; give `next` as `after` to read on, null at the end."""

    items: list[DossierRow]
    next: str | None


class PauseOut(Schema):
    """A stretch of time that does not count."""

    reason: str
    legal_basis: str
    started_at: datetime
    ended_at: datetime | None


class SupplementOut(Schema):
    """What was asked for."""

    at_intake: bool
    reason: str
    items: list[dict[str, Any]]
    requested_at: datetime
    answered_at: datetime | None


class SlipOut(Schema):
    """A numbered slip: 01 receipt, 02 supplement, 03 refusal, 04 apology or extension, 05 stopping."""

    id: int
    form: str
    number: int
    issued_at: datetime
    signed: bool


class ResultOut(Schema):
    """The decision, and whether its signed file is ready."""

    number: int
    series: str
    decided_at: datetime
    signer_name: str
    signed: bool
    verification_code: str


class OpenTask(Schema):
    """A step that waits."""

    id: int
    name: dict[str, str]
    step: str
    role: str
    unit_id: int | None
    due_at: datetime | None

    @classmethod
    def of(cls, task: Task) -> "OpenTask":
        """From the task row."""
        return cls(id=task.pk, name=task.name, step=task.step, role=task.role, unit_id=task.unit_id, due_at=task.due_at)


class DossierOut(DossierRow):
    """A dossier in full."""

    case: str
    answers: dict[str, Any]
    fees: list[dict[str, Any]]
    fee_total: int
    timing: str
    ended_reason: str
    foreign_code: str
    minutes_left: int | None
    papers: list[PaperOut]
    pauses: list[PauseOut]
    supplements: list[SupplementOut]
    slips: list[SlipOut]
    result: ResultOut | None
    tasks: list[OpenTask]

    @classmethod
    def of_file(cls, file: DossierFile, *, inside: bool) -> "DossierOut":
        """From the whole file; `inside` shows the open tasks of the office."""
        dossier, result = file.dossier, file.result
        return cls(
            **cls.facts(dossier),
            case=dossier.case_key,
            answers=dossier.answers,
            fees=dossier.fees,
            fee_total=dossier.fee_total,
            timing=dossier.timing,
            ended_reason=dossier.ended_reason,
            foreign_code=dossier.foreign_code,
            minutes_left=None if file.remaining is None else int(file.remaining.total_seconds() // 60),
            papers=[PaperOut.of(paper) for paper in file.papers],
            pauses=[PauseOut.model_validate(pause, from_attributes=True) for pause in file.pauses],
            supplements=[SupplementOut.model_validate(one, from_attributes=True) for one in file.supplements],
            slips=[
                SlipOut(id=slip.pk, form=slip.form, number=slip.number, issued_at=slip.issued_at, signed=slip.file_id is not None)
                for slip in file.slips
            ],
            result=None
            if result is None
            else ResultOut(
                number=result.number,
                series=result.series,
                decided_at=result.decided_at,
                signer_name=result.signer_name,
                signed=result.signed_at is not None,
                verification_code=result.verification_code,
            ),
            tasks=[OpenTask.of(task) for task in file.open_tasks] if inside else [],
        )


class EventOut(Schema):
    """One step of the timeline; the payload is told to officials only."""

    kind: str
    at: datetime
    sentence: str
    by: str
    payload: dict[str, Any]


class Timeline(Schema):
    """Everything that happened, in order."""

    items: list[EventOut]


class TaskRow(Schema):
    """An open task with its dossier."""

    task: OpenTask
    outcomes: list[str]
    dossier: DossierRow
    on_behalf_of: str

    @classmethod
    def of(cls, row: InboxRow, outcomes: list[str]) -> "TaskRow":
        """From a row of the inbox."""
        return cls(task=OpenTask.of(row.task), outcomes=outcomes, dossier=DossierRow.of(row.dossier), on_behalf_of=row.on_behalf_of)


class TaskPage(Schema):
    """Some tasks, the most urgent first; give `next` as `after` to read on."""

    items: list[TaskRow]
    next: str | None


class Person(Schema):
    """Who applies: a person with a citizen number, or an organisation with a tax code."""

    kind: Literal["person", "organisation"] = "person"
    full_name: Line
    citizen_id: Line = ""
    tax_code: Line = ""
    birth_date: date | None = None
    sex: Literal["", "male", "female"] = ""
    phone: Line = ""
    email: Line = ""
    address: Line = ""
    commune_code: Line = ""


class PaperSeen(Schema):
    """A paper seen at the desk."""

    component: Key
    name: Line = ""


class NewDossier(Schema):
    """A dossier that came in person (channel 1) or by post (3); `key` makes sending it twice harmless."""

    key: UUID
    procedure: ProcedureCode
    competent_id: Id
    receiver_id: Id
    owner: Person
    answers: Answers
    papers: list[PaperSeen] = Field(default_factory=list, max_length=100)
    channel: Literal[1, 3] = 1
    fee_collected: Amount = 0


class Reception(Schema):
    """Accept the dossier; the fee taken in cash in đồng, or that it is paid with the result."""

    fee_collected: Amount = 0
    fee_later: bool = False


class Reason(Schema):
    """Why."""

    reason: Words = ""


class SupplementAsked(Schema):
    """One paper that is missing or wrong."""

    component: Key
    name: Line
    what: Line = ""
    originals: int = Field(default=0, ge=0, le=100)
    certified_copies: int = Field(default=0, ge=0, le=100)
    copies: int = Field(default=1, ge=0, le=100)


class SupplementAsk(Schema):
    """Everything that is missing, in one list: it can be asked only once."""

    items: list[SupplementAsked] = Field(max_length=100)
    reason: Words


class Note(Schema):
    """A note of the citizen."""

    note: Words = ""


class DecisionIn(Schema):
    """What was decided at a step."""

    outcome: Key
    comment: Words = ""


class Obligation(Schema):
    """A notice of a financial obligation, in đồng."""

    notice_number: Line
    payee: Line
    amount: Amount


class ReceiptIn(Schema):
    """The receipt that proves payment."""

    receipt_number: Line


class HandOver(Schema):
    """How and to whom the result is handed over."""

    method: Literal["counter", "post", "electronic"]
    received_by: Line


class StatusOut(Schema):
    """Where the dossier is after the step."""

    code: str
    status: str
    national_status: int
    due_at: datetime | None

    @classmethod
    def of(cls, dossier: Dossier) -> "StatusOut":
        """From the dossier."""
        return cls(code=dossier.code, status=dossier.status, national_status=NATIONAL_CODES[Status(dossier.status)], due_at=dossier.due_at)


class SupplementAnswered(Schema):
    """The request that was made; `to_the_head` when it was not sent to the citizen but waits for the head of the unit."""

    code: str
    at_intake: bool
    requested_at: datetime
    to_the_head: bool = False
