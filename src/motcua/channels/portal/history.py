"""The life of a dossier as its owner reads it: what happened, where it is, what comes next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from motcua.blocks.events.api import Event
from motcua.blocks.workflow.api import Mark, Task, picture
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Step, moment_in_words
from motcua.ground.directory.api import Unit
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import words
from motcua.onestop.catalogue.api import process_of
from motcua.onestop.dossiers.api import DossierFile, Status
from motcua.onestop.dossiers.events import SENTENCES, DossierEvent

_OFFICE_ONLY = {
    DossierEvent.SLIP_PRINTED,
    DossierEvent.APOLOGY_DRAFTED,
    DossierEvent.ESCALATED,
    DossierEvent.ESCALATION_DECIDED,
}
_MOVES = frozenset({DossierEvent.REAPPOINTED, DossierEvent.EXTENDED, DossierEvent.PROMISE_MOVED})
_TOLD = frozenset(SENTENCES) - _OFFICE_ONLY  # readings of the data have a page of their own
_STOPS = frozenset({DossierEvent.SUPPLEMENT_REQUESTED, DossierEvent.PAYMENT_REQUESTED, DossierEvent.REFUSED, DossierEvent.STOPPED})
STEPS: Mapping[str, str] = {
    "examine": words("Examination by a specialist"),
    "opinion": words("Opinion of another agency"),
    "approve": words("Approval and signature"),
    "register": words("Entry in the book"),
    "hand_over": words("Hand-over of the result"),
    "wait": words("Waiting for another system"),
}
_COMES_NEXT: Mapping[str, Sequence[str]] = {
    Status.SUBMITTED: (words("The one-stop desk checks the papers"), words("Examination and decision"), words("The result is handed over")),
    Status.RECEIVED: (words("Examination and decision"), words("The result is handed over")),
    Status.IN_PROCESS: (words("Decision and signature"), words("The result is handed over")),
    Status.SUPPLEMENT_REQUESTED: (words("You send what is missing"), words("Processing goes on")),
    Status.PAYMENT_REQUESTED: (words("You meet the financial obligation"), words("Processing goes on")),
    Status.RESOLVED: (words("You receive the result"),),
}


def units_of(file: DossierFile) -> dict[int, Unit]:
    """Every unit that the tasks and events of the dossier name. One query."""
    ids = {task.unit_id for task in file.tasks if task.unit_id} | {event.unit_id for event in file.timeline if event.unit_id}
    return Unit.objects.select_related("body").in_bulk(ids)


def unit_name(unit: Unit | None) -> str:
    """A unit with the agency it belongs to."""
    if unit is None:
        return ""
    own = _said(unit)
    return own if unit.body is None or unit.is_body else f"{own}, {_said(unit.body)}"


def agency_name(unit: Unit) -> str:
    """An agency as it signs: Ủy ban nhân dân phường Điện Biên."""
    return unit.name_en if language() == "en" and unit.name_en else unit.formal_name or unit.name


def _said(unit: Unit) -> str:
    return unit.name_en if language() == "en" and unit.name_en else unit.name


def picture_of(file: DossierFile) -> SafeString | None:
    """The process with its done and present steps marked; None before the desk has accepted the dossier."""
    if file.dossier.received_at is None:
        return None
    marks: dict[str, Mark] = {task.node: "done" for task in file.tasks if task.completed_at and task.outcome != Task.CANCELLED}
    marks |= {task.node: "late" if task.due_at and task.due_at < file.now else "here" for task in file.open_tasks}
    drawn = picture(process_of(file.dossier.version_id), marks, "en" if language() == "en" else "vi")
    return mark_safe(drawn)  # noqa: S308 -- drawn and escaped by the workflow block, from a process that was linted


def history(file: DossierFile, units: Mapping[int, Unit]) -> list[Step]:
    """Past, present and coming steps in the order of time."""
    told = [event for event in file.timeline if event.kind in _TOLD]
    return [*(_past(event, file, units, is_last=event is told[-1]) for event in told), *_now(file, units), *_next(file)]


def _past(event: Event, file: DossierFile, units: Mapping[int, Unit], *, is_last: bool) -> Step:
    kind = DossierEvent(event.kind)
    at = event.at.astimezone(VIETNAM)
    label = gettext(SENTENCES[kind])
    if kind is DossierEvent.TASK_COMPLETED:
        label = _task_name(file, event.payload.get("task")) or label
    if kind is DossierEvent.PART_OPENED:
        label = f"{label.rstrip('.')}: {event.payload['part_name'][language()]}"
    open_stop = kind in _STOPS and is_last
    who = event.actor_name if event.actor_kind == "citizen" else unit_name(units.get(event.unit_id)) if event.unit_id else ""
    text = str(event.payload.get("reason", "")) if kind in _STOPS | _MOVES | {DossierEvent.WITHDRAWN} else ""
    if kind in _MOVES:
        text = f"{text} {_new_date(event)}".strip()
    return Step(label.rstrip("."), "stopped" if open_stop else "done", moment_in_words(at), who, text, at.isoformat())


def _new_date(event: Event) -> str:
    """From which moment to which a date moved."""
    old, new = (datetime.fromisoformat(str(event.payload[name])).astimezone(VIETNAM) for name in ("old_due", "new_due"))
    return gettext("New date: %(new)s, instead of %(old)s.") % {"new": moment_in_words(new), "old": moment_in_words(old)}


def _task_name(file: DossierFile, task_id: object) -> str:
    return next((step_name(task.step, task.name) for task in file.tasks if task.pk == task_id), "")


def step_name(step: str, name: Mapping[str, str]) -> str:
    """The name the process gives its step, or what such a step does."""
    return name.get(language()) or name.get("vi") or gettext(STEPS.get(step, step))


def _now(file: DossierFile, units: Mapping[int, Unit]) -> list[Step]:
    if file.open_pause is not None or file.dossier.ended_at is not None:
        return []
    return [Step(step_name(task.step, task.name), "now", who=unit_name(units.get(task.unit_id or 0))) for task in file.open_tasks]


def _next(file: DossierFile) -> list[Step]:
    coming = list(_COMES_NEXT.get(file.dossier.status, ()))
    if file.content.result.kind == "none":
        coming = [text for text in coming if text != "The result is handed over"]
    first_is_now = file.dossier.status == Status.SUBMITTED
    return [Step(gettext(text), "now" if first_is_now and place == 0 else "next") for place, text in enumerate(coming)]
