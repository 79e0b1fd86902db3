"""Tasks that nobody can reach: their unit was closed, or their post is empty. The head above takes them until somebody follows.

Tasks belong to posts. Whoever is on leave is stood in for by delegation; only when no one holds the post is a task orphaned.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.blocks.permissions.api import holdings_with
from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Tenure, Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.rights import TAKE_OVER
from motcua.onestop.dossiers.rules.heads import may_take_over


def orphaned_tasks(actor: Actor | None = None) -> QuerySet[Task]:
    """Open tasks of dossiers without anybody in their post, at or below the units whose head the actor is; all for nobody given."""
    tasks = (
        Task.objects.filter(subject_type=STREAM, completed_at__isnull=True, kind=Task.TASK)
        .exclude(role="")
        .filter(~Exists(_holders(OuterRef("unit_id"), OuterRef("role"))))
        .select_related("instance__version")
        .defer("instance__state", "instance__version__xml")
        .order_by(F("due_at").asc(nulls_last=True), "id")
    )
    if actor is None:
        return tasks
    below = Q(pk__in=[])
    for holding in holdings_with(actor, TAKE_OVER):
        below |= Q(path__startswith=holding.unit_path)
    return tasks.filter(unit_id__in=Unit.objects.filter(below).values("pk"))


def reaches_orphan(task: Task, actor: Actor) -> bool:
    """Whether the actor may do an open task that is not his, because nobody holds its post and he is the head above. One query."""
    if task.unit_id is None:
        return False
    heads = [holding.role for holding in holdings_with(actor, TAKE_OVER) if unit(task.unit_id).path.startswith(holding.unit_path)]
    return any(may_take_over(task.step, role) for role in heads) and not _holders(task.unit_id, task.role).exists()


def is_closed(of: Unit) -> bool:
    """Whether the unit has ended."""
    return of.valid_to is not None and of.valid_to < clock.today()


def _holders(unit_id: int | OuterRef, role: str | OuterRef) -> QuerySet[Tenure]:
    """Who holds posts of that role in that unit today, as long as the unit exists."""
    today = clock.today()
    return Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        Q(post__unit__valid_to__isnull=True) | Q(post__unit__valid_to__gte=today),
        valid_from__lte=today,
        post__unit__valid_from__lte=today,
        post__unit_id=unit_id,
        post__role=role,
    )
