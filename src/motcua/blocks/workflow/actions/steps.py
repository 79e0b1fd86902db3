"""One step of an instance: from the engine's waiting places to task rows. Shared by every action that moves an instance."""

import re
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import overload

from django.db import connection, transaction
from django.db.models import BigIntegerField, Case, Value, When

from motcua.blocks.workflow.models import Instance, Task
from motcua.blocks.workflow.ports import Assign, Assignment, Due, Facts
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.definition import HUMAN, Node
from motcua.blocks.workflow.rules.dialect import StuckError
from motcua.blocks.workflow.rules.engine import STATE_VERSION, Run, Waiting, resume
from motcua.blocks.workflow.rules.state import upgraded
from motcua.kernel.errors import Conflict, InvalidInput, Refusal, words

_DURATION = re.compile(r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?")


def together() -> AbstractContextManager[object]:
    """One transaction for a step: the caller's when there is one (no savepoint: a step that fails fails the caller's act)."""
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a step needs from outside: the moment, and the two questions only the caller can answer."""

    at: datetime
    assign: Assign
    due: Due | None


class Progress(Sequence[Task]):
    """What a step brought: the tasks it opened (a sequence of them), the one it closed, whether the instance ended."""

    def __init__(self, opened: Sequence[Task], *, completed: Task, instance: Instance, cancelled: int) -> None:
        self.completed = completed
        self.opened = tuple(task for task in opened if task.kind != Task.TIMER)
        self.instance = instance
        self.ended = instance.ended_at is not None
        self.cancelled = cancelled

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Task]: ...
    def __getitem__(self, index: int | slice) -> Task | Sequence[Task]:
        return self.opened[index]

    def __len__(self) -> int:
        return len(self.opened)


def locked(task_id: int) -> Task:
    """The task, with its instance held against others until the transaction ends; `Conflict` when it is done.

    Only the instance is locked: everybody takes that lock first, so that two steps of one instance never wait for each other
    in a circle. That the task itself is still open is made sure by the update that closes it.
    """
    rows = Task.objects.select_related("instance__version").defer("instance__version__xml")
    task = rows.select_for_update(of=("instance",)).filter(pk=task_id).first()
    if task is None or task.completed_at is not None or task.instance.state is None:
        raise already_done()
    return task


def already_done() -> Conflict:
    """Somebody was first, or the step was taken away."""
    return Conflict(
        words("This step is already done, or is no longer needed."),
        code="task_closed",
        way_out=words("Open the file again to see where it is now."),
    )


def advance(task: Task, facts: Facts, around: Surroundings, *, by: int | None, outcome: str) -> Progress:
    """Complete or fire a locked task, and write everything that follows: three statements, whatever the step."""
    instance = task.instance
    run = awake(instance, facts)
    before = run.waiting()
    try:
        (run.complete if task.kind == Task.TASK else run.fire)(task.token)
    except StuckError as error:
        raise cannot_go_on(error) from error
    except KeyError as error:
        raise already_done() from error
    after = run.waiting()
    gone = {place.token for place in before} - {place.token for place in after}
    _close(instance, task, gone, around.at, by, outcome)
    fresh = {place.token for place in before}
    opened = open_rows(instance, run, [place for place in after if place.token not in fresh], around)
    keep(instance, run, around.at)
    return Progress(opened, completed=task, instance=instance, cancelled=len(gone - {task.token}))


def awake(instance: Instance, facts: Facts) -> Run:
    """Bring an instance into memory with the facts of this step."""
    if instance.state is None:
        raise already_done()
    return resume(compiled(instance.version), upgraded(bytes(instance.state), instance.state_version), facts)


def keep(instance: Instance, run: Run, at: datetime) -> None:
    """Write the state, or drop it at the end."""
    instance.state, instance.state_version = (None, STATE_VERSION) if run.ended else (run.dump(), STATE_VERSION)
    instance.ended_at = at if run.ended else None
    Instance.objects.filter(pk=instance.pk).update(state=instance.state, state_version=instance.state_version, ended_at=instance.ended_at)


def open_rows(instance: Instance, run: Run, places: Collection[Waiting], around: Surroundings) -> list[Task]:
    """Write one row for each new waiting place, in one statement."""
    nodes = run.compiled.definition.nodes
    rows = [_row(instance, nodes[place.node], place.token, around) for place in places]
    return Task.objects.bulk_create(rows) if rows else []


def cannot_go_on(error: StuckError) -> Refusal:
    """A condition could not be decided with the facts that were handed in."""
    return InvalidInput(
        words("The process cannot go on from here: %(reason)s."),
        code="process_stuck",
        params={"reason": str(error)},
        way_out=words("Tell the people who look after the procedure; nothing was changed."),
    )


def _close(instance: Instance, task: Task, gone: set[int], at: datetime, by: int | None, outcome: str) -> None:
    """Close the row that was done and those the engine took away with it, in one statement."""
    mine = When(token=task.token, then=Value(outcome))
    who = {"completed_by": Case(When(token=task.token, then=Value(by)), output_field=BigIntegerField())} if by is not None else {}
    rows = Task.objects.filter(instance=instance, token__in=gone | {task.token}, completed_at__isnull=True)
    count = rows.update(completed_at=at, outcome=Case(mine, default=Value(Task.CANCELLED)), **who)
    if count != len(gone | {task.token}):
        raise already_done()
    task.completed_at, task.completed_by, task.outcome = at, by, outcome


def _row(instance: Instance, node: Node, token: int, around: Surroundings) -> Task:
    kind = Task.TASK if node.kind in HUMAN else Task.TIMER if node.trigger == "timer" else Task.MESSAGE
    subject = (instance.subject_type, instance.subject_id)
    return Task(
        instance=instance,
        subject_type=instance.subject_type,
        subject_id=instance.subject_id,
        kind=kind,
        token=token,
        node=node.id,
        name=dict(node.label),
        step=node.step,
        role=node.role,
        unit_id=around.assign(Assignment(*subject, node.id, node.step, node.role, node.unit)) if node.role else None,
        message=node.message if kind == Task.MESSAGE else "",
        opened_at=around.at,
        due_at=_due_at(node, around),
    )


def _due_at(node: Node, around: Surroundings) -> datetime | None:
    if node.duration:
        found = _DURATION.fullmatch(node.duration)
        parts = found.groupdict(default="0") if found else {}
        return around.at + timedelta(**{name: int(value) for name, value in parts.items()})
    if node.hours_allowed is None:
        return None
    if around.due is not None:
        return around.due(around.at, node.hours_allowed)
    return around.at + timedelta(hours=node.hours_allowed) if node.trigger == "timer" else None
