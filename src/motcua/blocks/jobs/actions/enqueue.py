"""Ask for work to be done later, in the transaction that makes it necessary."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from django.db import connection

from motcua.blocks.jobs.models import Job
from motcua.blocks.jobs.rules.registry import BackgroundJob, known
from motcua.kernel import clock

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

_INSERT = (
    "INSERT INTO jobs_job (name, args, key, serial, priority, state, run_at, created_at, attempts, worker, last_error) "
    "VALUES (%s, %s, %s, %s, %s, 'waiting', %s, %s, 0, '', '') "
    "ON CONFLICT (key) WHERE NOT state = 'failed' DO NOTHING RETURNING id"
)


def enqueue(
    job: BackgroundJob | str,
    *args: Json,
    key: str | None = None,
    run_at: datetime | None = None,
    serial: str = "",
    priority: int = 0,
) -> int:
    """Enqueue a job and return its id; it becomes visible to workers when the caller's transaction commits.

    `key`: while an unfinished job has the same key, nothing is added and that job's id is returned. `run_at`: not before
    this real moment. `serial`: jobs with the same one run one at a time, in order. `priority`: higher first.
    A name nobody declared raises LookupError.
    """
    declared = known(job) if isinstance(job, str) else job
    if declared is None:
        raise LookupError(f"no job is called {job}")
    adapt = connection.ops.adapt_datetimefield_value
    now = clock.real_now()
    values = [declared.name, orjson.dumps(args).decode(), key, serial, priority, adapt(run_at or now), adapt(now)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        added = cursor.fetchall()
    if added:
        return int(added[0][0])
    unfinished = Job.objects.exclude(state=Job.State.FAILED).filter(key=key).values_list("id", flat=True).first()
    return unfinished if unfinished is not None else enqueue(declared, *args, key=key, run_at=run_at, serial=serial, priority=priority)
