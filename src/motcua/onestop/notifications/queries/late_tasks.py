"""Tasks that are late or about to be, and who holds the posts they wait for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Delegation, Tenure
from motcua.onestop.dossiers.api import Dossier

_MOST = 20_000
Held = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LateTask:
    """One open task with the code of its dossier."""

    code: str
    role: str
    unit_id: int
    due_at: datetime
    step: dict[str, str]


def late_tasks(until: datetime) -> list[LateTask]:
    """Open tasks of dossiers that are due before `until`, the most urgent first. Two queries."""
    rows = Task.objects.filter(completed_at__isnull=True, due_at__lte=until, subject_type="dossier", unit_id__isnull=False)
    tasks = list(rows.exclude(role="").exclude(kind=Task.TIMER).order_by("due_at", "id")[:_MOST])
    codes = dict(Dossier.objects.filter(pk__in={task.subject_id for task in tasks}, ended_at__isnull=True).values_list("pk", "code"))
    return [
        LateTask(codes[task.subject_id], task.role, task.unit_id, task.due_at, _name(task.name))
        for task in tasks
        if task.subject_id in codes and task.unit_id is not None and task.due_at is not None
    ]


def post_holders(posts: Iterable[Held], day: date) -> dict[Held, set[int]]:
    """The accounts that hold each (role, unit) on a day, in their own right or standing in. Two queries."""
    wanted = set(posts)
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    found: dict[Held, set[int]] = defaultdict(set)
    units = {unit_id for _, unit_id in wanted}
    tenures = Tenure.objects.filter(running, valid_from__lte=day, post__unit_id__in=units)
    for role, unit_id, account_id in tenures.values_list("post__role", "post__unit_id", "account_id"):
        found[(role, unit_id)].add(account_id)
    delegated = Delegation.objects.filter(running, valid_from__lte=day, tenure__post__unit_id__in=units)
    for role, unit_id, account_id in delegated.values_list("tenure__post__role", "tenure__post__unit_id", "account_id"):
        found[(role, unit_id)].add(account_id)
    return {post: accounts for post, accounts in found.items() if post in wanted}


def _name(name: object) -> dict[str, str]:
    given = name if isinstance(name, dict) else {}
    return {"vi": str(given.get("vi", "")), "en": str(given.get("en") or given.get("vi", ""))}
