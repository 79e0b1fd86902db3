"""Where a dossier stands, as far as the one who asks may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from motcua.blocks.audit.api import record_access
from motcua.blocks.events.api import Event, timeline
from motcua.blocks.workflow.api import Task, tasks_of
from motcua.ground.directory.api import schedule_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import remaining
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import ProcedureCase, ProcedureContent, content_of
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Apology, Dossier, Escalation, FinancialObligation, Paper, Pause, Result, Slip, SupplementRequest
from motcua.onestop.dossiers.rules.transitions import ENDED, Status


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A dossier with everything that belongs to it; lists are in the order in which things happened."""

    dossier: Dossier
    content: ProcedureContent
    case: ProcedureCase
    papers: Sequence[Paper]
    tasks: Sequence[Task]
    pauses: Sequence[Pause]
    supplements: Sequence[SupplementRequest]
    obligations: Sequence[FinancialObligation]
    slips: Sequence[Slip]
    escalations: Sequence[Escalation]
    result: Result | None
    timeline: Sequence[Event]
    remaining: timedelta | None
    now: datetime

    @property
    def open_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.completed_at is None]

    @property
    def open_supplement(self) -> SupplementRequest | None:
        if self.dossier.status != Status.SUPPLEMENT_REQUESTED:
            return None
        return next((request for request in self.supplements if request.answered_at is None), None)

    @property
    def open_obligation(self) -> FinancialObligation | None:
        if self.dossier.status != Status.PAYMENT_REQUESTED:
            return None
        return next((obligation for obligation in self.obligations if obligation.settled_at is None), None)

    @property
    def apology(self) -> Apology | None:
        """The apology, drafted or signed."""
        return getattr(self.dossier, "apology", None)

    @property
    def open_escalation(self) -> Escalation | None:
        return next((escalation for escalation in self.escalations if not escalation.decision), None)

    @property
    def answer_by(self) -> datetime | None:
        """Until when the citizen may answer what the dossier waits for."""
        waits_for = self.open_supplement or self.open_obligation
        return waits_for.answer_by if waits_for else None

    @property
    def may_be_stopped(self) -> bool:
        """Whether the citizen's term has passed without an answer."""
        return self.answer_by is not None and self.answer_by <= self.now

    @property
    def open_pause(self) -> Pause | None:
        return next((pause for pause in self.pauses if pause.ended_at is None), None)

    @property
    def is_overdue(self) -> bool:
        return self.remaining is not None and self.remaining < timedelta(0)


def dossier_file(code: str, *, purpose: str, actor: Actor) -> DossierFile:
    """The whole dossier for its owner or an official who may see it; an official's reading is logged with its purpose.

    Errors: `NotFound` when it is absent or hidden from the actor. A constant number of queries (at most twelve).
    """
    dossier = (
        Dossier.objects.visible_to(actor)
        .select_related("competent", "receiver", "owner", "submitter", "result__file", "apology")
        .filter(code=code)
        .first()
    )
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."), way_out=words("Check the code on your receipt slip."))
    now = clock.now()
    if actor.party_id != dossier.owner_id:
        with transaction.atomic():
            record_access(actor=actor, subject_id=dossier.owner_id, purpose=purpose, at=now, stream=STREAM, stream_id=dossier.pk)
    content = content_of(dossier.version_id)
    return DossierFile(
        dossier=dossier,
        content=content,
        case=content.case(dossier.case_key),
        papers=list(dossier.papers.select_related("file").order_by("id")),
        tasks=list(tasks_of(STREAM, dossier.pk).exclude(kind=Task.TIMER)),
        pauses=list(dossier.pauses.order_by("id")),
        supplements=list(dossier.supplements.order_by("id")),
        obligations=list(dossier.obligations.order_by("id")),
        slips=list(dossier.slips.select_related("file").order_by("id")),
        escalations=list(dossier.escalations.order_by("id")),
        result=getattr(dossier, "result", None),
        timeline=list(timeline(STREAM, dossier.pk)),
        remaining=_remaining(dossier, now),
        now=now,
    )


def _remaining(dossier: Dossier, now: datetime) -> timedelta | None:
    """Office time left until the due moment (negative when late); None when ended or nothing is promised."""
    if dossier.due_at is None or dossier.status in ENDED:
        return None
    return remaining(schedule_of(dossier.competent_id), now, dossier.due_at)
