"""Dossiers that are late or soon will be, each with the reason; and how many tasks each post carries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Tenure, Unit, schedule_of, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.onestop.dossiers.api import Dossier, Status
from motcua.onestop.evaluation.rights import WATCH
from motcua.onestop.evaluation.rules.reasons import Cause, Standing, cause_of

PAGE = 50
STREAM = "dossier"
SOON = TimeLimit(3, "working_day")
_PAUSED = {Status.SUPPLEMENT_REQUESTED: "supplement", Status.PAYMENT_REQUESTED: "financial_obligation"}
_OPEN = [Status.RECEIVED, Status.IN_PROCESS, *_PAUSED]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One dossier with where it waits and why; `task` is the open step that is due first, `holders` who can do it."""

    dossier: Dossier
    task: Task | None
    unit: Unit | None
    holders: Sequence[str]
    cause: Cause
    is_late: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A page of rows, the most urgent first, and the key of the next (due moment and id)."""

    rows: list[BoardRow]
    next_after: tuple[datetime, int] | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Load:
    """What a post carries: open tasks, those over their budget, and those completed in the last seven days."""

    unit: Unit
    role: str
    holders: Sequence[str]
    open: int
    late: int
    done: int


def live_board(unit_id: int, *, late_only: bool = False, after: tuple[datetime, int] | None = None, actor: Actor) -> Board:
    """Open dossiers of the unit and all below that are late or due within three working days. Six queries at most.

    Errors: `Forbidden` outside the actor's units.
    """
    place = unit(unit_id)
    require(actor, WATCH, unit_path=place.path)
    now = clock.now()
    until = now if late_only else due_at(schedule_of(place.pk), now, SOON)
    found = Dossier.objects.visible_to(actor).filter(
        parent__isnull=True, competent__path__startswith=place.path, status__in=_OPEN, due_at__lt=until
    )
    if after is not None:
        found = found.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], pk__gt=after[1]))
    dossiers = _shown(found)
    rows = _rows(dossiers[:PAGE], now)
    last = dossiers[PAGE - 1] if len(dossiers) > PAGE else None
    return Board(rows, (last.due_at, last.pk) if last is not None and last.due_at is not None else None, now)


def load_of(unit_id: int, *, actor: Actor) -> list[Load]:
    """The load of every post at or below the unit that carries tasks, the heaviest first. Four queries."""
    place = unit(unit_id)
    require(actor, WATCH, unit_path=place.path)
    now = clock.now()
    below = Unit.objects.filter(path__startswith=place.path).values("pk")
    tasks = Task.objects.filter(subject_type=STREAM, kind=Task.TASK, unit_id__in=below).exclude(role="").order_by()
    open_now = Q(completed_at__isnull=True)
    counts = (
        tasks.filter(open_now | Q(completed_at__gte=now - timedelta(days=7)))
        .values("unit_id", "role")
        .annotate(
            open=Count("pk", filter=open_now),
            late=Count("pk", filter=open_now & Q(due_at__lt=now)),
            done=Count("pk", filter=Q(completed_at__isnull=False)),
        )
    )
    rows = list(counts)
    units = Unit.objects.in_bulk({row["unit_id"] for row in rows})
    people = _holders({(row["unit_id"], row["role"]) for row in rows if row["unit_id"] is not None})
    found = [
        Load(units[row["unit_id"]], row["role"], people.get((row["unit_id"] or 0, row["role"]), []), row["open"], row["late"], row["done"])
        for row in rows
        if row["unit_id"] in units
    ]
    return sorted(found, key=lambda load: (-load.late, -load.open, load.unit.path, load.role))


def _shown(found: QuerySet[Dossier]) -> list[Dossier]:
    parts = Dossier.objects.filter(parent_id=OuterRef("pk"), ended_at__isnull=True)
    shown = found.annotate(open_parts=Exists(parts)).select_related("procedure", "competent").defer("answers", "fees")
    return list(shown.order_by("due_at", "pk")[: PAGE + 1])


def _rows(dossiers: Sequence[Dossier], now: datetime) -> list[BoardRow]:
    first: dict[int, Task] = {}
    tasks = Task.objects.filter(
        subject_type=STREAM, subject_id__in=[dossier.pk for dossier in dossiers], completed_at__isnull=True, kind=Task.TASK
    ).order_by(F("due_at").asc(nulls_last=True), "pk")
    for task in tasks:
        first.setdefault(task.subject_id, task)
    units = Unit.objects.in_bulk({task.unit_id for task in first.values() if task.unit_id})
    people = _holders({(task.unit_id, task.role) for task in first.values() if task.unit_id})
    return [_row(dossier, first.get(dossier.pk), units, people, now) for dossier in dossiers]


def _row(dossier: Dossier, task: Task | None, units: dict[int, Unit], people: dict[tuple[int, str], list[str]], now: datetime) -> BoardRow:
    holders = people.get((task.unit_id or 0, task.role), []) if task else []
    standing = Standing(
        paused=_PAUSED.get(Status(dossier.status), ""),
        waits_for_part=bool(getattr(dossier, "open_parts", False)),
        post_is_empty=task is not None and bool(task.role) and not holders,
        step=task.step if task else "",
        step_opened=task.opened_at if task else None,
        step_due=task.due_at if task else None,
        due=dossier.due_at,
    )
    late = dossier.due_at is not None and dossier.due_at < now
    return BoardRow(dossier, task, units.get(task.unit_id or 0) if task else None, holders, cause_of(standing, now), late)


def _holders(posts: set[tuple[int, str]]) -> dict[tuple[int, str], list[str]]:
    """The names of those who hold these posts today."""
    today = clock.today()
    tenures = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        valid_from__lte=today,
        post__unit_id__in={unit_id for unit_id, _role in posts},
        post__role__in={role for _unit, role in posts},
    ).values_list("post__unit_id", "post__role", "account__name")
    found: dict[tuple[int, str], list[str]] = {}
    for unit_id, role, name in tenures if posts else ():
        found.setdefault((unit_id, role), []).append(name)
    return found
