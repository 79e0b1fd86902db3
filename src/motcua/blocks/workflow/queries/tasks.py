"""Who holds what, from the rows alone."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from motcua.blocks.workflow.models import Instance, Task


def open_tasks(subject_type: str, subject_ids: int | Iterable[int]) -> QuerySet[Task]:
    """Where these subjects wait for a person or a message, in the order of opening. Timers are left out."""
    ids = [subject_ids] if isinstance(subject_ids, int) else list(subject_ids)
    return (
        Task.objects.filter(subject_type=subject_type, subject_id__in=ids, completed_at__isnull=True)
        .exclude(kind=Task.TIMER)
        .order_by("id")
    )


def tasks_for(holdings: Iterable[tuple[str, int]]) -> QuerySet[Task]:
    """The open tasks of posts given as (role, unit id), the nearest due first. The caller pages by (due_at, id)."""
    units: dict[str, list[int]] = {}
    for role, unit_id in holdings:
        units.setdefault(role, []).append(unit_id)
    held = Q(pk__in=[])
    for role, ids in units.items():
        held |= Q(role=role, unit_id__in=ids)
    return _with_versions().filter(held, completed_at__isnull=True).exclude(role="").order_by(F("due_at").asc(nulls_last=True), "id")


def tasks_of(subject_type: str, subject_id: int) -> QuerySet[Task]:
    """Every task of a subject, open and done, in the order of opening."""
    return Task.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("id")


def due_timers(now: datetime) -> QuerySet[Task]:
    """The timers that have fallen due, the oldest first."""
    return Task.objects.filter(kind=Task.TIMER, completed_at__isnull=True, due_at__lte=now).order_by("due_at", "id")


def running_instances(subject_type: str, subject_id: int) -> QuerySet[Instance]:
    """The instances of a subject that have not ended."""
    return Instance.objects.filter(subject_type=subject_type, subject_id=subject_id, ended_at__isnull=True)


def _with_versions() -> QuerySet[Task]:
    """Tasks that know their version without another statement, and without its file or the state of the instance."""
    return Task.objects.select_related("instance__version").defer("instance__state", "instance__version__xml")
