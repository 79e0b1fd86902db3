"""The one inbox: open tasks of the posts an official holds, the most urgent first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.blocks.workflow.api import Task, tasks_for
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import Dossier

PAGE = 30


@dataclass(frozen=True, slots=True)
class TaskKey:
    """Where a page of the inbox ended: tasks come by due moment (none last), then by id."""

    due_at: datetime | None
    task_id: int

    def following(self, tasks: QuerySet[Task]) -> QuerySet[Task]:
        """The tasks after this place."""
        undated = Q(due_at__isnull=True, pk__gt=self.task_id)
        if self.due_at is None:
            return tasks.filter(undated)
        return tasks.filter(Q(due_at__gt=self.due_at) | Q(due_at=self.due_at, pk__gt=self.task_id) | Q(due_at__isnull=True))


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
    waiting = tasks_for(list(posts)).filter(subject_type=STREAM)
    tasks = list((after.following(waiting) if after else waiting)[: PAGE + 1])
    shown = tasks[:PAGE]
    dossiers = (
        Dossier.objects.filter(pk__in=[task.subject_id for task in shown])
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
    return InboxPage(rows, TaskKey(shown[-1].due_at, shown[-1].pk) if len(tasks) > PAGE else None)
