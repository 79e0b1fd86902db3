"""What an operator wants to know about the jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from motcua.blocks.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Overview:
    """How many jobs wait, run and failed for good, and since when the oldest due one waits."""

    waiting: int
    running: int
    failed: int
    oldest_due: datetime | None


def overview(now: datetime) -> Overview:
    """The state of the jobs at this real moment."""
    states = Job.State
    counts = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=states.WAITING)),
        running=Count("pk", filter=Q(state=states.RUNNING)),
        failed=Count("pk", filter=Q(state=states.FAILED)),
        oldest_due=Min("run_at", filter=Q(state=states.WAITING, run_at__lte=now)),
    )
    return Overview(**counts)


def failed_jobs() -> QuerySet[Job]:
    """Jobs that failed for good, latest first; `last_error` says why."""
    return Job.objects.filter(state=Job.State.FAILED).order_by("-run_at", "-id")
