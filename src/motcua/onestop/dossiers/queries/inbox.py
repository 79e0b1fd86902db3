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


def inbox(actor: Actor, *, after: TaskKey | None = None, procedure_id: int | None = None, late: bool = False) -> InboxPage:
    """Open tasks of the actor's posts, own and delegated. Two queries, whatever the number of dossiers.

    `procedure_id` and `late` (the step's budget or the promise has passed) narrow the list.
    """
    posts = {(holding.role, holding.unit_id): holding.on_behalf_of for holding in actor.holdings}
    waiting = _narrowed(tasks_for(list(posts)).filter(subject_type=STREAM), procedure_id, late)
    tasks = list((after.following(waiting) if after else waiting)[: PAGE + 1])
    shown = tasks[:PAGE]
    dossiers = (
        Dossier.objects.filter(pk__in=[task.subject_id for task in shown])
        .select_related("procedure", "competent", "parent")
        .defer("answers", "fees", "parent__answers", "parent__fees")
        .in_bulk()
    )
    now = clock.now()
    rows = [
        InboxRow(task, dossiers[task.subject_id], posts.get((task.role, task.unit_id or 0), ""), now)
        for task in shown
        if task.subject_id in dossiers
    ]
    return InboxPage(rows, TaskKey(shown[-1].due_at, shown[-1].pk) if len(tasks) > PAGE else None)


def _narrowed(tasks: QuerySet[Task], procedure_id: int | None, late: bool) -> QuerySet[Task]:
    if procedure_id is not None:
        tasks = tasks.filter(subject_id__in=Dossier.objects.filter(procedure_id=procedure_id, ended_at__isnull=True).values("pk"))
    if late:
        now = clock.now()
        overdue = Dossier.objects.filter(due_at__lt=now, ended_at__isnull=True).values("pk")
        tasks = tasks.filter(Q(due_at__lt=now) | Q(subject_id__in=overdue))
    return tasks
