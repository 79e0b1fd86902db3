"""Plans and tasks as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import holdings_with, require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.office.reform.models import Plan, PlanTask, TaskStep
from motcua.office.reform.rights import READ
from motcua.office.reform.rules.task_turns import Standing, TaskState, standing

_CLOSED = (TaskState.DONE, TaskState.DROPPED)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task and how it stands now."""

    task: PlanTask
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with its tasks in order, and how many stand how."""

    plan: Plan
    rows: list[TaskRow]
    counts: Mapping[Standing, int]

    @property
    def percent(self) -> int:
        """Mean progress of the tasks that were not dropped, whole per cent."""
        kept = [row.task.percent for row in self.rows if row.standing != "dropped"]
        return sum(kept) // len(kept) if kept else 0


def plans(*, actor: Actor) -> list[Plan]:
    """The plans the actor may read, newest year first, with counts of tasks, done and late ones. One query."""
    require(actor, READ)
    now = clock.now()
    alive = ~Q(tasks__state=TaskState.DROPPED)
    late = Q(tasks__due_at__lt=now) & ~Q(tasks__state__in=[*_CLOSED, TaskState.HANDED_IN])
    return list(
        _readable(actor)
        .select_related("unit")
        .annotate(
            amount=Count("tasks", filter=alive),
            done=Count("tasks", filter=Q(tasks__state=TaskState.DONE)),
            late=Count("tasks", filter=late),
        )
        .order_by("-year", "unit__level", "pk")
    )


def plan_page(plan_id: int, *, owner_id: int | None = None, only: Standing | None = None, actor: Actor) -> PlanPage:
    """One plan; `owner_id` and `only` narrow the list, the counts stay those of all tasks. Two queries; `NotFound`, `Forbidden`."""
    require(actor, READ)
    plan = _readable(actor).select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(words("There is no such plan."))
    rows = _rows(plan.tasks.select_related("owner").order_by("place"), clock.now())
    counts: dict[Standing, int] = {}
    for row in rows:
        counts[row.standing] = counts.get(row.standing, 0) + 1
    shown = [row for row in rows if (owner_id is None or row.task.owner_id == owner_id) and (only is None or row.standing == only)]
    return PlanPage(plan, shown, counts)


def own_tasks(*, actor: Actor) -> list[TaskRow]:
    """Open tasks of issued plans that the actor's own units must do, the most urgent first; at most 200. One query."""
    units = {holding.unit_id for holding in holdings_with(actor, READ)}
    found = PlanTask.objects.filter(owner__in=units, plan__issued_at__isnull=False).exclude(state__in=_CLOSED)
    return _rows(found.select_related("owner", "plan").order_by("due_at", "pk")[:200], clock.now())


def to_confirm(*, actor: Actor) -> list[TaskRow]:
    """Products handed in that wait to be confirmed, the oldest first; at most 200. One query."""
    found = PlanTask.objects.visible_to(actor).filter(state=TaskState.HANDED_IN)
    return _rows(found.select_related("owner", "plan").order_by("handed_in_at", "pk")[:200], clock.now())


def task_with_history(task_id: int, *, actor: Actor) -> tuple[TaskRow, list[TaskStep]]:
    """One task and its steps in order. Two queries; `NotFound` also for one the actor may not see."""
    found = PlanTask.objects.visible_to(actor).select_related("plan__unit", "owner").filter(pk=task_id).first()
    if found is None:
        raise NotFound(words("There is no such task."))
    return _rows([found], clock.now())[0], list(found.steps.select_related("evidence"))


def evidence_of(step_id: int, *, actor: Actor) -> StoredFile:
    """The file of one step; `NotFound` also for one the actor may not see."""
    step = TaskStep.objects.select_related("evidence").filter(pk=step_id, task__in=PlanTask.objects.visible_to(actor)).first()
    if step is None or step.evidence is None:
        raise NotFound(words("There is no such file."))
    return step.evidence


def _readable(actor: Actor) -> QuerySet[Plan]:
    if actor.kind == "system":
        return Plan.objects.all()
    near = Q(pk__in=())
    for holding in holdings_with(actor, READ):
        near |= Q(unit__path__startswith=holding.unit_path)
    own = PlanTask.objects.visible_to(actor).filter(plan__issued_at__isnull=False).values("plan_id")
    return Plan.objects.filter(near | Q(pk__in=own))


def _rows(tasks: QuerySet[PlanTask] | list[PlanTask], now: datetime) -> list[TaskRow]:
    return [TaskRow(task, standing(TaskState(task.state), task.due_at, task.handed_in_at, now)) for task in tasks]
