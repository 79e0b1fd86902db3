"""Take over very many running processes at once, each at the step where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db import transaction

from motcua.blocks.bulk.api import Row, moment_text, set_ids_aside, write_rows
from motcua.blocks.workflow.models import Instance, ProcessVersion, Task
from motcua.blocks.workflow.ports import Assign, Assignment, Due
from motcua.blocks.workflow.queries.rehearse import Rehearsal
from motcua.blocks.workflow.rules.definition import Node
from motcua.blocks.workflow.rules.engine import STATE_VERSION

_INSTANCE = ("id", "version_id", "subject_type", "subject_id", "state", "state_version", "started_at", "ended_at")
_TASK = (
    "id", "instance_id", "subject_type", "subject_id", "kind", "token", "node", "name", "step", "role", "unit_id", "message", "opened_at",
    "due_at", "completed_at", "completed_by", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One process under way: what was rehearsed for it, and when and by whom each finished step was done."""

    version: ProcessVersion
    subject: tuple[str, int]
    rehearsal: Rehearsal
    started_at: datetime
    steps: Sequence[tuple[datetime, int | None, str]]  # moment, account, outcome
    assign: Assign
    due: Due


@transaction.atomic
def adopt_runs(runs: Sequence[Run]) -> None:
    """Write the instances and their tasks, finished and open. Only processes that wait for people now can be taken over."""
    instances = set_ids_aside(Instance, len(runs))
    rows: list[Row] = []
    for pk, run in zip(instances, runs, strict=True):
        state = run.rehearsal.state
        if state is None:
            raise ValueError("a process that has ended is not running")
        rows.append((pk, run.version.pk, *run.subject, state, STATE_VERSION, moment_text(run.started_at), None))
    write_rows(Instance, _INSTANCE, rows)
    tasks = [task for pk, run in zip(instances, runs, strict=True) for task in _tasks(pk, run)]
    ids = set_ids_aside(Task, len(tasks))
    write_rows(Task, _TASK, ((pk, *task) for pk, task in zip(ids, tasks, strict=True)))


def _tasks(instance: int, run: Run) -> list[Row]:
    moments = [run.started_at, *(step[0] for step in run.steps)]
    rows: list[Row] = []
    for (token, node), (at, by, outcome) in zip(run.rehearsal.done, run.steps, strict=True):
        rows.append((instance, *_open(run, node, token, moments[run.rehearsal.opened[token]]), moment_text(at), by, outcome))
    for token, node in run.rehearsal.waiting:
        rows.append((instance, *_open(run, node, token, moments[run.rehearsal.opened[token]]), None, None, ""))
    return rows


def _open(run: Run, node: Node, token: int, at: datetime) -> Row:
    unit = run.assign(Assignment(*run.subject, node.id, node.step, node.role, node.unit)) if node.role else None
    due = moment_text(run.due(at, node.hours_allowed)) if node.hours_allowed is not None else None
    name = orjson.dumps(dict(node.label)).decode()
    return (*run.subject, Task.TASK, token, node.id, name, node.step, node.role, unit, "", moment_text(at), due)
