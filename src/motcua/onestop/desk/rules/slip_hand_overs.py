"""The rows of the control sheet: each hand-over of a dossier, from the events of its life."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

GIVES_BACK = {
    "dossier.resolved": "Đã có kết quả",
    "dossier.stopped": "Dừng giải quyết",
    "dossier.withdrawn": "Người nộp rút hồ sơ",
}
TO_CITIZEN = {
    "dossier.supplement_requested": "Yêu cầu bổ sung",
    "dossier.payment_requested": "Yêu cầu thực hiện nghĩa vụ tài chính",
}
FROM_CITIZEN = {
    "dossier.supplement_answered": "Đã bổ sung",
    "dossier.payment_settled": "Đã thực hiện nghĩa vụ tài chính",
}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the sheet needs it: what, when, by whom, in which unit; `task` is the step it completed."""

    kind: str
    at: datetime
    actor: str
    unit: str
    task: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a unit with its budget."""

    task: int
    unit: str
    opened_at: datetime
    due_at: datetime | None
    completed_at: datetime | None

    @property
    def timing(self) -> str:
        """Early or on time or late against the budget of the step; empty while it is open or without one."""
        if self.completed_at is None or self.due_at is None:
            return ""
        if self.completed_at > self.due_at:
            return "late"
        return "early" if self.completed_at.date() < self.due_at.date() else "on_time"


@dataclass(frozen=True, slots=True)
class HandOver:
    """One row: who gave, who received, when, whether the giver's step was in time, and a note."""

    giver: str
    receiver: str
    at: datetime
    timing: str = ""
    note: str = ""
    signed_by: str = ""
    taken_by: str = ""


def hand_overs(events: Sequence[Happened], steps: Sequence[Step], *, applicant: str, desk: str) -> list[HandOver]:
    """Every hand-over in the order of time: the citizen to the desk, the desk to the unit, from unit to unit, and back."""
    by_task = {step.task: step for step in steps}
    opened: dict[datetime, list[Step]] = {}
    for step in steps:
        opened.setdefault(step.opened_at, []).append(step)
    rows: list[HandOver] = []
    for event in events:
        rows.extend(_rows(event, by_task, opened, applicant, desk))
    return rows


def _rows(
    event: Happened, steps: Mapping[int, Step], opened: Mapping[datetime, Sequence[Step]], applicant: str, desk: str
) -> Iterator[HandOver]:
    if event.kind == "dossier.received":
        yield HandOver(applicant, desk, event.at, note="Tiếp nhận", taken_by=event.actor)
        for step in opened.get(event.at, ()):
            yield HandOver(desk, step.unit, event.at, signed_by=event.actor)
    elif event.kind == "dossier.task_completed":
        done = steps.get(event.task or 0)
        for step in opened.get(event.at, ()):
            yield HandOver(event.unit, step.unit, event.at, done.timing if done else "", event.note, signed_by=event.actor)
    elif event.kind in GIVES_BACK:
        last = next((step for step in steps.values() if step.completed_at == event.at), None)
        note = " – ".join(part for part in (GIVES_BACK[event.kind], event.note) if part)
        yield HandOver(event.unit, desk, event.at, last.timing if last else "", note, signed_by=event.actor)
    elif event.kind in TO_CITIZEN:
        note = " – ".join(part for part in (TO_CITIZEN[event.kind], event.note) if part)
        yield HandOver(event.unit, applicant, event.at, note=note, signed_by=event.actor)
    elif event.kind in FROM_CITIZEN:
        yield HandOver(applicant, event.unit, event.at, note=FROM_CITIZEN[event.kind])
    elif event.kind == "dossier.returned":
        yield HandOver(desk, event.note or applicant, event.at, note="Trả kết quả", signed_by=event.actor)
