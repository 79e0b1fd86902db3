"""Open dossiers that fall due soon, as cases of the forecast."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q

from motcua.blocks.workflow.api import Task, outline
from motcua.ground.directory.api import schedule_of
from motcua.insight.operations.models import Foretold
from motcua.insight.operations.queries.posts import holders
from motcua.insight.operations.rules.outlook import Case, Reason
from motcua.kernel.deadlines import Schedule, TimeLimit, due_at, remaining
from motcua.onestop.dossiers.api import Dossier, Status

STREAM = "dossier"
AHEAD = TimeLimit(3, "working_day")
_PAUSED = (Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)
_OPEN = (Status.RECEIVED, Status.IN_PROCESS, *_PAUSED)
_AT_ONCE = 500
_WEEK = Decimal(5)  # working days of the seven looked back on
Post = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Open:
    """One dossier with the step it waits at and its case."""

    dossier: Dossier
    task: Task | None
    case: Case


def open_cases(now: datetime, root: int) -> Iterator[Open]:
    """Dossiers not late yet that fall due within three working days, in portions. A few statements per portion.

    The days are those of the unit `root`.
    """
    schedule = schedule_of(root)
    soon = due_at(schedule, now, AHEAD)
    loads = _loads(now)
    parts = Dossier.objects.filter(parent_id=OuterRef("pk"), ended_at__isnull=True)
    found = Dossier.objects.filter(parent__isnull=True, status__in=_OPEN, due_at__gt=now, due_at__lte=soon)
    wanted = found.annotate(open_parts=Exists(parts)).defer("answers", "fees").order_by("due_at", "pk")
    keys = list(wanted.values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        portion = list(wanted.filter(pk__in=keys[start : start + _AT_ONCE]))
        yield from _portion(portion, loads, schedule, now)


def hits() -> Mapping[Reason, tuple[int, int]]:
    """By main reason: how many settled forecasts, and how many of their dossiers were late. One statement."""
    settled = Foretold.objects.filter(was_late__isnull=False).order_by().values_list("main")
    rows = settled.annotate(settled=Count("pk"), late=Count("pk", filter=Q(was_late=True)))
    return {Reason(main): (count, late) for main, count, late in rows}


def _portion(
    dossiers: Sequence[Dossier], loads: Mapping[Post, tuple[list[datetime], int]], schedule: Schedule, now: datetime
) -> Iterator[Open]:
    first: dict[int, Task] = {}
    tasks = Task.objects.filter(
        subject_type=STREAM, subject_id__in=[one.pk for one in dossiers], completed_at__isnull=True, kind=Task.TASK
    ).select_related("instance__version")
    for task in tasks.order_by(F("due_at").asc(nulls_last=True), "pk"):
        first.setdefault(task.subject_id, task)
    people = holders({(task.unit_id, task.role) for task in first.values() if task.unit_id})
    for dossier in dossiers:
        found = first.get(dossier.pk)
        yield Open(dossier, found, _case(dossier, found, loads, people, schedule, now))


def _case(
    dossier: Dossier,
    task: Task | None,
    loads: Mapping[Post, tuple[list[datetime], int]],
    people: Mapping[Post, list[str]],
    schedule: Schedule,
    now: datetime,
) -> Case:
    assert dossier.due_at is not None  # asked for
    left = _hours(remaining(schedule, now, dossier.due_at))
    paused, waits = dossier.status in _PAUSED, bool(getattr(dossier, "open_parts", False))
    if task is None:
        return Case(left, Decimal(0), paused=paused, waits_for_part=waits)
    post = (task.unit_id or 0, task.role)
    waiting, done = loads.get(post, ([], 0))
    step_left = _hours(remaining(schedule, now, task.due_at)) if task.due_at else Decimal(0)
    return Case(
        hours_left=left,
        hours_needed=max(step_left, Decimal(0)) + _later_hours(task),
        ahead=sum(due < (task.due_at or dossier.due_at) for due in waiting),
        done_per_day=Decimal(done) / _WEEK if done else None,
        held=bool(people.get(post)) or not task.role,
        step_over=task.due_at is not None and task.due_at < now,
        waits_for_part=waits,
        paused=paused,
    )


def _later_hours(task: Task) -> Decimal:
    """The budgets of the steps drawn after the one it waits at: each kind of step once, since branches meet again."""
    lines = outline(task.instance.version)
    nodes = [line.node for line in lines]
    after = lines[nodes.index(task.node) + 1 :] if task.node in nodes else []
    kinds: dict[str, int] = {}
    for line in after:
        if line.role and line.kind != task.step:
            kinds.setdefault(line.kind, line.hours or 0)
    return Decimal(sum(kinds.values()))


def _loads(now: datetime) -> dict[Post, tuple[list[datetime], int]]:
    """What each post carries: the due moments of its open tasks, and how many it completed in seven days. Two statements."""
    tasks = Task.objects.filter(subject_type=STREAM, kind=Task.TASK, unit_id__isnull=False).exclude(role="").order_by()
    waiting: dict[Post, list[datetime]] = defaultdict(list)
    for unit_id, role, due in tasks.filter(completed_at__isnull=True, due_at__isnull=False).values_list("unit_id", "role", "due_at"):
        if unit_id is not None and due is not None:
            waiting[(unit_id, role)].append(due)
    done = (
        tasks.filter(completed_at__gte=now - timedelta(days=7), completed_at__lte=now).values_list("unit_id", "role").annotate(Count("pk"))
    )
    counts = {(unit_id, role): count for unit_id, role, count in done if unit_id is not None}
    return {post: (waiting.get(post, []), counts.get(post, 0)) for post in {*waiting, *counts}}


def _hours(amount: timedelta) -> Decimal:
    return Decimal(int(amount.total_seconds())) / 3600
