"""Take the next job that is due, under a lease."""

from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from motcua.blocks.jobs.models import Job
from motcua.kernel import clock

_DUE = (
    "SELECT j.id FROM jobs_job j WHERE j.state = 'waiting' AND j.run_at <= %s AND (j.serial = '' OR NOT EXISTS ("
    "SELECT 1 FROM jobs_job o WHERE o.serial = j.serial AND NOT o.serial = '' AND ("
    "(o.id < j.id AND NOT o.state = 'failed') OR o.state = 'running'))) "
    "ORDER BY j.priority DESC, j.run_at, j.id LIMIT 1"
)
_CLAIM = (
    "UPDATE jobs_job SET state = 'running', worker = %s, lease_until = %s, attempts = attempts + 1 "
    "WHERE id = ({due}) RETURNING id, name, args, serial, attempts"
)


def claim(worker: str, lease: timedelta) -> Job | None:
    """The next due job, now leased to `worker`; None when nothing is due.

    PostgreSQL skips rows that others are claiming; SQLite has one writer at a time.
    """
    adapt = connection.ops.adapt_datetimefield_value
    now = clock.real_now()
    due = _DUE if connection.vendor == "sqlite" else f"{_DUE} FOR UPDATE OF j SKIP LOCKED"
    values = [worker, adapt(now + lease), adapt(now)]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_CLAIM.format(due=due), values)
            claimed = cursor.fetchall()
    except IntegrityError:
        return None  # another worker took a job of the same serial at this very moment
    return Job.objects.get(pk=claimed[0][0]) if claimed else None


def renew(job_id: int, worker: str, lease: timedelta) -> bool:
    """Prolong the lease; False when the job is no longer this worker's."""
    mine = Job.objects.filter(pk=job_id, worker=worker, state=Job.State.RUNNING)
    return bool(mine.update(lease_until=clock.real_now() + lease))


def release_expired(now: datetime) -> int:
    """Give back the jobs whose worker died: their lease has run out. Returns how many."""
    expired = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now)
    return expired.update(state=Job.State.WAITING, worker="", lease_until=None, last_error="the worker stopped in the middle")
