"""The one inbox: open tasks of the posts an official holds, the most urgent first."""

from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.workflow.api import Task, TaskKey, tasks_for
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier

PAGE = 30


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One open task with its dossier; `due_at` is the promise to the citizen, the task has its own budget."""

    task: Task
    dossier: Dossier
    on_behalf_of: str
    now: datetime

    @property
    def is_late(self) -> bool:
        return self.dossier.due_at is not None and self.dossier.due_at < self.now

    @property
    def is_step_late(self) -> bool:
        return self.task.due_at is not None and self.task.due_at < self.now


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some rows and the key of the next page."""

    rows: list[InboxRow]
    next_after: TaskKey | None


def inbox(actor: Actor, *, after: TaskKey | None = None) -> InboxPage:
    """Open tasks of the actor's posts, own and delegated. Two queries, whatever the number of dossiers."""
    posts = {(holding.role, holding.unit_id): holding.on_behalf_of for holding in actor.holdings}
    tasks = list(tasks_for(list(posts), after=after, limit=PAGE + 1))
    shown = tasks[:PAGE]
    dossiers = (
        Dossier.objects.filter(pk__in=[task.subject_id for task in shown if task.subject_type == STREAM])
        .select_related("procedure", "competent")
        .defer("answers", "fees")
        .in_bulk()
    )
    now = clock.now()
    rows = [
        InboxRow(task, dossiers[task.subject_id], posts.get((task.role, task.unit_id or 0), ""), now)
        for task in shown
        if task.subject_id in dossiers
    ]
    return InboxPage(rows, TaskKey.of(shown[-1]) if len(tasks) > PAGE else None)
