"""One dossier as an official sees it: everything that belongs to it, and what may be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import may
from motcua.blocks.workflow.api import Mark, Task, outcomes_of, picture
from motcua.channels.ui.api import Link, Step
from motcua.channels.workspace import vocabulary
from motcua.channels.workspace.deadlines import left_in_words, short
from motcua.channels.workspace.parts_sheet import parts_context
from motcua.channels.workspace.ports import filing_problems
from motcua.channels.workspace.units import named_units
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor, Holding
from motcua.onestop.catalogue.api import form_of, process_of
from motcua.onestop.dossiers.api import ENDED, NEEDS_COMMENT, Dossier, DossierFile, Status, by_hand, dossier_file, reaches_orphan
from motcua.onestop.dossiers.events import SENTENCES, DossierEvent

PREVIOUS = 10
RUNNING = frozenset({Status.RECEIVED, Status.IN_PROCESS})
_KNOWN = {str(kind): sentence for kind, sentence in SENTENCES.items()}


@dataclass(frozen=True, slots=True)
class Viewable:
    """Something on paper: shown in the frame beside, or opened by its link."""

    key: str
    label: str
    note: str
    href: str


@dataclass(frozen=True)
class DossierSheet:
    """The page of a dossier, before it becomes words."""

    file: DossierFile
    actor: Actor
    task: Task | None
    units: Mapping[int, Unit]

    @classmethod
    def open(cls, code: str, actor: Actor, *, task_id: int | None = None) -> "DossierSheet":
        """Read the dossier; the reading is logged. The task is the asked one, or the first that the actor's posts hold."""
        with transaction.atomic():
            file = dossier_file(code, purpose=purpose_of(actor), actor=actor)
        mine = [task for task in file.open_tasks if _held(task, actor)] or [task for task in file.open_tasks if reaches_orphan(task, actor)]
        task = next((one for one in mine if one.pk == task_id), mine[0] if mine else None)
        ids = {one.unit_id for one in file.tasks if one.unit_id} | {event.unit_id for event in file.timeline if event.unit_id}
        return cls(file, actor, task, named_units(ids))

    @property
    def dossier(self) -> Dossier:
        return self.file.dossier

    @property
    def address(self) -> str:
        return reverse("work_dossier", args=[self.dossier.code])

    def at_desk(self, capability: str) -> bool:
        """Whether the actor holds the right at the desk that received the dossier."""
        return may(self.actor, capability, unit_path=self.dossier.receiver.path)

    def asked(self, *, at_intake: bool) -> bool:
        """Whether a supplement was asked for at this stage: the law allows it once."""
        return any(request.at_intake == at_intake for request in self.file.supplements)

    @property
    def may_stop(self) -> bool:
        """Whether the citizen's term has passed and the actor may end the dossier for it."""
        right = self.at_desk("dossier.receive") if self.dossier.received_at is None else may(self.actor, "dossier.stop")
        return self.file.may_be_stopped and right

    @property
    def may_apologise(self) -> bool:
        """Whether the actor may give the one new date."""
        heads = may(self.actor, "dossier.reappoint", unit_path=self.dossier.competent.path)
        fresh = self.dossier.new_due_at is None and self.dossier.due_at is not None
        return heads and fresh and self.dossier.status in RUNNING

    @property
    def entered_by_hand(self) -> bool:
        """Whether another system decides, none of our connectors reports it, and the actor may look it up."""
        right = self.dossier.status in RUNNING and may(self.actor, "dossier.enter_external_status")
        return right and by_hand(self.file.content)

    def turns(self) -> list[tuple[str, str, str]]:
        """Turns beside the process that the actor may take now."""
        found = []
        if self.dossier.status not in ENDED and self.at_desk("dossier.withdraw_at_desk"):
            found.append(("work_withdraw", gettext("Withdraw at the citizen's wish"), "close"))
        if self.may_stop:
            found.append(("work_stop", gettext("Stop: the citizen did not answer"), "pause"))
        if self.may_apologise and (self.file.apology is not None or self.file.is_overdue):
            found.append(("work_apologise", gettext("Apologise and name a new date"), "calendar"))
        if self.file.open_escalation is not None and may(self.actor, "dossier.decide_escalation"):
            found.append(("work_decide", gettext("Decide on the second request"), "scale"))
        if self.entered_by_hand:
            found.append(("work_foreign_status", gettext("Status in the other system"), "globe"))
        return found

    def second_request(self, *, at_intake: bool) -> list[tuple[str, str, str]]:
        """Ask for papers: once by the officer himself, a second time only through the head, and no third time."""
        if not self.asked(at_intake=at_intake):
            return [("work_supplement", gettext("Ask for a supplement"), "documents")]
        if any(one.at_intake == at_intake for one in self.file.escalations):
            return []
        return [("work_supplement", gettext("Ask the head for a second request"), "documents")]

    def actions(self) -> list[Link]:
        """What the actor may do now, besides the task, each a page of its own."""
        status, code = self.dossier.status, self.dossier.code
        found: list[tuple[str, str, str]] = []
        if status == Status.SUBMITTED and self.at_desk("dossier.receive"):
            found.append(("work_accept", gettext("Receive"), "check"))
            found += self.second_request(at_intake=True)
            found.append(("work_refuse", gettext("Do not accept"), "close"))
        if status in RUNNING and self.task is not None:
            if may(self.actor, "dossier.ask_supplement"):
                found += self.second_request(at_intake=False)
            if self.file.content.obligation is not None and may(self.actor, "dossier.process"):
                found.append(("work_obligation", gettext("Notify a financial obligation"), "money"))
        if self.file.open_supplement is not None and self.at_desk("dossier.answer_supplement"):
            found.append(("work_answer", gettext("Hand in the supplement"), "upload"))
        if self.file.open_obligation is not None and may(self.actor, "dossier.settle_payment"):
            found.append(("work_settle", gettext("Note the receipt of the obligation"), "money"))
        if (self.dossier.fees or self.file.obligations) and self.at_desk("payment.take_cash"):
            found.append(("work_take_cash", gettext("Fees"), "money"))
        if status == Status.RESOLVED and self.at_desk("dossier.receive"):
            found.append(("work_return", gettext("Hand over the result"), "stamp"))
        if status not in ENDED and may(self.actor, "vault.read_for_dossier"):
            found.append(("work_dossier_vault", gettext("Papers held already"), "folder"))
        if may(self.actor, "digitisation.read"):
            found.append(("work_dossier_digital", gettext("Digitisation"), "documents"))
        return [Link(label, reverse(name, args=[code]), icon=icon) for name, label, icon in [*found, *self.turns()]]

    def viewables(self) -> list[Viewable]:
        """Papers, slips and the result, in the order in which they came."""
        code = self.dossier.code
        names = {part.key: part.in_language(get_language() or "vi") for part in self.file.case.components}
        rounds = {0: "", 1: gettext("supplement at intake"), 2: gettext("supplement in processing")}
        papers = [
            Viewable(
                f"p{one.pk}",
                names.get(one.component_key, one.name),
                _joined(one.name, rounds.get(one.round, "")),
                reverse("work_paper", args=[code, one.pk]),
            )
            for one in self.file.papers
        ]
        slips = [
            Viewable(
                f"s{one.pk}",
                vocabulary.said(vocabulary.SLIPS, one.form),
                _joined(str(one.number), short(one.issued_at)),
                reverse("work_slip", args=[code, one.pk]),
            )
            for one in self.file.slips
        ]
        result = self.file.result
        signed = result is not None and result.file_id is not None
        last = [Viewable("kq", gettext("Signed result"), str(result), reverse("work_result", args=[code]))] if signed else []
        if self.signs:
            last.append(Viewable("du-thao", gettext("Draft of the result"), gettext("not signed"), reverse("work_draft", args=[code])))
        return [*last, *papers, *slips]

    @property
    def signs(self) -> bool:
        """Whether the actor's task is the leader's signature on a result of paper."""
        return self.task is not None and self.task.step == "approve" and self.file.content.result.kind == "paper"

    def timeline(self) -> list[Step]:
        """What happened, newest last."""
        return [_step(event, self.units) for event in self.file.timeline if event.kind in _KNOWN]

    def notes(self) -> list[tuple[str, str, str, str]]:
        """What those before wrote at their steps: step, outcome, comment, who and when."""
        done = [event for event in self.file.timeline if event.kind == DossierEvent.TASK_COMPLETED]
        return [
            (
                vocabulary.said(vocabulary.STEPS, str(event.payload.get("step", ""))),
                vocabulary.said(vocabulary.OUTCOMES, str(event.payload.get("outcome", ""))),
                str(event.payload.get("comment", "")),
                _joined(event.actor_name, short(event.at)),
            )
            for event in done
        ]

    def context(self, request_view: str = "") -> dict[str, Any]:
        """Everything the page shows."""
        file, papers = self.file, self.viewables()
        shown = next((one for one in papers if one.key == request_view), papers[0] if papers else None)
        language = get_language() or "vi"
        return {
            "file": file,
            "dossier": self.dossier,
            "content": file.content,
            "now": file.now,
            "left": left_in_words(file.remaining),
            "holders": [(task, self.units.get(task.unit_id or 0)) for task in file.open_tasks],
            "tasks": [(task, self.units.get(task.unit_id or 0)) for task in file.tasks],
            "answers": form_of(self.dossier.version_id).summary(self.dossier.answers, language),
            "papers": papers,
            "shown": shown,
            "notes": self.notes(),
            "steps": self.timeline(),
            "actions": self.actions(),
            "task": self.task,
            "outcomes": self._outcomes(),
            "previous": self._previous(),
            "picture": self.picture(),
            "filing_problems": filing_problems(self.dossier.pk) if self.dossier.channel == Dossier.Channel.ONLINE else (),
            **parts_context(file, self.actor),
        }

    def picture(self) -> SafeString | None:
        """The process with the place where the dossier is; None before the process has started."""
        if not self.file.tasks:
            return None
        marks: dict[str, Mark] = {one.node: "done" for one in self.file.tasks if one.completed_at}
        for one in self.file.open_tasks:
            marks[one.node] = "late" if one.due_at and one.due_at < self.file.now else "here"
        language: Literal["vi", "en"] = "en" if (get_language() or "vi").startswith("en") else "vi"
        return mark_safe(picture(process_of(self.dossier.version_id), marks, language, who=self._who))  # noqa: S308 -- drawn and escaped by the block

    def _who(self, role: str, unit_text: str) -> str:
        """Who works in a lane: the role that the process names."""
        return vocabulary.said(vocabulary.ROLES, role)

    def _outcomes(self) -> Sequence[tuple[str, str, bool]]:
        if self.task is None or self.task.kind != Task.TASK:
            return []
        offered = outcomes_of(self.task) or ("done",)
        return [(key, vocabulary.said(vocabulary.OUTCOMES, key), key in NEEDS_COMMENT) for key in offered]

    def _previous(self) -> list[Dossier]:
        """Other dossiers of the same owner that the actor may see, newest first."""
        others = Dossier.objects.visible_to(self.actor).filter(owner_id=self.dossier.owner_id).exclude(pk=self.dossier.pk)
        return list(others.select_related("procedure").defer("answers", "fees").order_by("-pk")[:PREVIOUS])


def _held(task: Task, actor: Actor) -> bool:
    return any(_is_post(task, holding) for holding in actor.holdings)


def _is_post(task: Task, holding: Holding) -> bool:
    return holding.role == task.role and holding.unit_id == task.unit_id


def purpose_of(actor: Actor) -> str:
    """Why the dossier is read, for the owner to see."""
    if actor.roles & {"auditor"}:
        return "supervision"
    return "approval" if "leader" in actor.roles else "processing"


def _step(event: Event, units: Mapping[int, Unit]) -> Step:
    payload = event.payload
    text = [
        vocabulary.said(vocabulary.OUTCOMES, str(payload["outcome"])) if payload.get("outcome") else "",
        str(payload.get("comment") or payload.get("reason") or ""),
        payload["part_name"].get((get_language() or "vi")[:2], "") if "part_name" in payload else "",
    ]
    unit = units.get(event.unit_id or 0)
    stopped = event.kind in {DossierEvent.SUPPLEMENT_REQUESTED, DossierEvent.PAYMENT_REQUESTED, DossierEvent.REFUSED, DossierEvent.STOPPED}
    return Step(
        gettext(_KNOWN[event.kind]),
        "stopped" if stopped else "done",
        when=short(event.at),
        who=_joined(gettext("the system") if event.actor_kind == "system" else event.actor_name, unit.name if unit else ""),
        text=". ".join(part for part in text if part),
        machine_time=event.at.isoformat(),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
