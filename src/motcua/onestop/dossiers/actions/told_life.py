"""Tell the life of a dossier from its acts: the same turns, due moments, slips and events as the actions give, without storing anything."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from motcua.blocks.events.api import Happened
from motcua.blocks.workflow.api import Rehearsal
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause, Schedule, TimeLimit
from motcua.kernel.identifiers import AgencyCode, DossierCode
from motcua.onestop.catalogue.api import ProcedureContent
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Pause as PauseRow
from motcua.onestop.dossiers.models import Slip
from motcua.onestop.dossiers.rules import transitions as turns
from motcua.onestop.dossiers.rules.clock import clock_start, pause_basis, promise
from motcua.onestop.dossiers.rules.endings import timing_of
from motcua.onestop.dossiers.rules.forms import form_set
from motcua.onestop.dossiers.rules.histories import Act, History
from motcua.onestop.dossiers.rules.one_return import round_of
from motcua.onestop.dossiers.rules.terms import ANSWER_TERMS, answer_by, day_of, in_force
from motcua.onestop.dossiers.rules.transitions import Status, take

ENDED_BY_PROCESS = frozenset({Status.RESOLVED, Status.RETURNED, Status.STOPPED})
CODE_LENGTH = 20  # of a verification code, in hexadecimal digits


@dataclass(slots=True)
class Ground:
    """What a life stands on, looked up once for many: the content, the schedule, the agency's code, the steps and who takes them."""

    content: ProcedureContent
    limit: TimeLimit | None
    schedule: Schedule
    agency: AgencyCode
    rehearsal: Rehearsal
    units: tuple[int, ...]  # of the steps done, then of those that wait


@dataclass(slots=True)
class ToldSlip:
    """A slip to be written."""

    pk: int
    form: str
    number: int
    at: datetime
    by: str
    data: Mapping[str, Any]


@dataclass(slots=True)
class ToldLife:
    """Everything that has to be written of one dossier."""

    pk: int
    history: History
    ground: Ground
    slip_ids: Iterator[int]
    status: str = Status.SUBMITTED
    code: str = ""
    received_at: datetime | None = None
    clock_from: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    timing: str = ""
    ended_reason: str = ""
    result: dict[str, Any] | None = None
    slips: list[ToldSlip] = field(default_factory=list)
    pauses: list[list[Any]] = field(default_factory=list)  # start, end, legal basis
    supplement: dict[str, Any] | None = None
    steps: list[tuple[datetime, int | None, str]] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)

    def tell(self) -> "ToldLife":
        """Take every act in turn. Raises `Conflict` for a turn that the status does not allow, `ValueError` for acts out of order."""
        before: datetime | None = None
        for act in self.history.acts:
            if before is not None and act.at < before:
                raise ValueError(f"{self.code}: {act.kind} at {act.at} lies before what it follows")
            before = act.at
            TELLERS[act.kind](self, act)
        if (self.ground.rehearsal.state is None) != (self.status in ENDED_BY_PROCESS):
            raise ValueError(f"{self.code}: the process and the dossier do not end together")
        return self

    def note(self, act: Act, unit_id: int, payload: Mapping[str, object]) -> None:
        """The event of an act, as `record_step` writes it."""
        place = {"bundle": True} if self.ground.content.parts else {}
        self.events.append(
            Happened(
                STREAM, self.pk, act.kind.value, act.at, act.actor, unit_id, self.history.owner_id, {"code": self.code, **place, **payload}
            )
        )

    def slip(self, form: Slip.Form, act: Act, data: Mapping[str, Any]) -> int:
        """A slip with the number that was set aside for it."""
        if act.number < 1:
            raise ValueError(f"{self.code}: a slip needs a number")
        told = ToldSlip(next(self.slip_ids), form.value, act.number, act.at, act.actor.name, data)
        self.slips.append(told)
        return told.pk

    def promised(self, start: datetime) -> datetime | None:
        """The due moment counted from `start`."""
        pauses = [Pause(row[0], row[1], PauseRow.Reason.SUPPLEMENT) for row in self.pauses]
        return promise(self.ground.schedule, start, self.ground.limit, pauses)

    def form_set(self) -> str:
        """Which set of forms its slips belong to."""
        return form_set(day_of(self.received_at or self.history.acts[0].at)).key


def _submitted(life: ToldLife, act: Act) -> None:
    life.code = str(DossierCode(life.ground.agency, act.at.astimezone(VIETNAM).date(), act.number))
    unit = life.history.competent_id if act.actor.kind == "citizen" else life.history.receiver_id
    life.note(act, unit, {"channel": life.history.channel, "papers": []})


def _received(life: ToldLife, act: Act) -> None:
    life.status = take(turns.RECEIVE, life.status)
    life.received_at = life.clock_from = act.at
    life.due_at = life.promised(act.at)
    slip = life.slip(Slip.Form.RECEIPT, act, {"fee_collected": 0})
    due = life.due_at.isoformat() if life.due_at else None
    payload = {"channel": life.history.channel, "due_at": due, "slip": slip, "fee": 0, "external": ""}
    life.note(act, life.history.receiver_id, payload)


def _refused(life: ToldLife, act: Act) -> None:
    life.status = take(turns.REFUSE, life.status)
    life.ended_at, life.ended_reason = act.at, act.said["reason"]
    slip = life.slip(Slip.Form.REFUSAL, act, {"reason": life.ended_reason})
    life.note(act, life.history.receiver_id, {"reason": life.ended_reason, "slip": slip})


def _task_completed(life: ToldLife, act: Act) -> None:
    life.status = take(turns.PROCESS, life.status)
    place = len(life.steps)
    _, node = life.ground.rehearsal.done[place]
    said = act.said
    payload = {"task": None, "node": node.id, "step": node.step, "outcome": said["outcome"], "comment": said.get("comment", "")}
    life.steps.append((act.at, act.actor.account_id, said["outcome"]))
    life.note(act, life.ground.units[place], payload)


def _supplement_requested(life: ToldLife, act: Act) -> None:
    at_intake = life.status == Status.SUBMITTED
    life.status = take(turns.ASK_AT_INTAKE if at_intake else turns.ASK_IN_PROCESS, life.status)
    received_on = day_of(life.received_at or act.at)
    until = answer_by(life.ground.schedule, act.at, in_force(ANSWER_TERMS, received_on).supplement)
    if not at_intake:
        life.pauses.append([act.at, None, pause_basis(received_on)])
    told = {"reason": act.said["reason"], "items": act.said["items"], "answer_by": until.isoformat()}
    slip = life.slip(Slip.Form.SUPPLEMENT, act, told)
    life.supplement = {
        "at_intake": at_intake,
        "round": round_of(at_intake=at_intake, again=False),
        "act": act,
        "until": until,
        "answered": None,
    }
    life.note(act, life.history.competent_id, {**told, "slip": slip, "at_intake": at_intake})


def _supplement_answered(life: ToldLife, act: Act) -> None:
    asked = life.supplement
    if asked is None:
        raise ValueError(f"{life.code}: nothing was asked for")
    asked["answered"] = act.at
    life.status = take(turns.ANSWER_AT_INTAKE if asked["at_intake"] else turns.ANSWER_IN_PROCESS, life.status)
    if life.received_at is not None:
        life.pauses[-1][1] = act.at
        life.clock_from = clock_start(life.received_at, act.at)
        life.due_at = life.promised(life.clock_from)
    given = sorted(item["component_key"] for item in asked["act"].said["items"])
    due = life.due_at.isoformat() if life.due_at else None
    life.note(act, life.history.competent_id, {"papers": given, "at_intake": asked["at_intake"], "due_at": due})


def _withdrawn(life: ToldLife, act: Act) -> None:
    life.status = take(turns.WITHDRAW, life.status)
    life.ended_at, life.ended_reason = act.at, act.said["reason"]
    if life.pauses and life.pauses[-1][1] is None:
        life.pauses[-1][1] = act.at
    life.note(act, life.history.competent_id, {"reason": life.ended_reason, "at_wish_of": act.said["at_wish_of"], "slip": None})


def _end(life: ToldLife, act: Act) -> None:
    life.ended_at = act.at
    life.timing = timing_of(act.at.astimezone(VIETNAM), life.due_at.astimezone(VIETNAM) if life.due_at else None)


def _stopped(life: ToldLife, act: Act) -> None:
    life.status = take(turns.NOT_ELIGIBLE, life.status)
    _end(life, act)
    life.ended_reason = act.said["reason"]
    life.note(act, life.history.competent_id, {"reason": life.ended_reason, "timing": life.timing, "slip": None})


def _resolved(life: ToldLife, act: Act) -> None:
    life.status = take(turns.RESOLVE, life.status)
    _end(life, act)
    result = life.ground.content.result
    if result.kind == "paper":
        if act.number < 1:
            raise ValueError(f"{life.code}: a result needs a number")
        life.result = {
            "issuer": life.ground.units[len(life.steps) - 1],
            "series": result.number_series,
            "number": act.number,
            "act": act,
            "title": act.said.get("title", ""),
            "code": sha256(life.history.key.encode()).hexdigest()[:CODE_LENGTH].upper(),
        }
    number = f"{act.number}/{result.number_series}" if life.result else None
    life.note(act, life.history.competent_id, {"timing": life.timing, "result": number, "reason": ""})


def _returned(life: ToldLife, act: Act) -> None:
    life.status = take(turns.RETURN, life.status)
    life.returned_at = act.at
    if life.result is not None:
        life.result |= {"method": act.said["method"], "to": act.said["to"]}
    life.note(act, life.history.receiver_id, {"method": act.said["method"], "to": act.said["to"]})


TELLERS: Mapping[DossierEvent, Callable[[ToldLife, Act], None]] = {
    DossierEvent.SUBMITTED: _submitted,
    DossierEvent.RECEIVED: _received,
    DossierEvent.REFUSED: _refused,
    DossierEvent.TASK_COMPLETED: _task_completed,
    DossierEvent.SUPPLEMENT_REQUESTED: _supplement_requested,
    DossierEvent.SUPPLEMENT_ANSWERED: _supplement_answered,
    DossierEvent.WITHDRAWN: _withdrawn,
    DossierEvent.STOPPED: _stopped,
    DossierEvent.RESOLVED: _resolved,
    DossierEvent.RETURNED: _returned,
}
