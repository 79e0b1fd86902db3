"""Run one claimed job and write down how it went."""

import logging
import traceback
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.db import connection, transaction

from motcua.blocks.jobs.actions.claim import claim
from motcua.blocks.jobs.models import Job
from motcua.blocks.jobs.rules.backoff import pause_after
from motcua.blocks.jobs.rules.registry import BackgroundJob, known
from motcua.kernel import clock
from motcua.kernel.errors import Fault

_log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
_ERROR_LENGTH = 4000


def execute(claimed: Job) -> Exception | None:
    """Run the job; a failure is kept with the row (waiting for another attempt, or failed for good) and returned."""
    declared = known(claimed.name)
    mine = Job.objects.filter(pk=claimed.pk, worker=claimed.worker, state=Job.State.RUNNING)
    try:
        _run(declared, claimed)
    except Exception as error:  # noqa: BLE001 -- whatever a job raises is shown to the operator; the worker goes on
        _log.warning("job %s #%s failed (attempt %s): %s", claimed.name, claimed.pk, claimed.attempts, error)
        final = declared is None or claimed.attempts > declared.retries
        mine.update(
            state=Job.State.FAILED if final else Job.State.WAITING,
            run_at=clock.real_now() + pause_after(claimed.attempts, claimed.pk),
            worker="",
            lease_until=None,
            last_error="".join(traceback.format_exception(error))[-_ERROR_LENGTH:],
        )
        return error
    done, _ = mine.delete()
    if not done:
        _log.warning("job %s #%s outlived its lease; another worker may have run it too", claimed.name, claimed.pk)
    return None


def _run(declared: BackgroundJob | None, claimed: Job) -> None:
    if declared is None:
        raise Fault(f"this version knows no job called {claimed.name}")
    if claimed.attempts > declared.retries + 1:
        raise Fault("its worker stopped in the middle, every time")
    # inside somebody's transaction (tests) a failed job must not spoil what went before
    place: AbstractContextManager[object] = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with place:
        declared(*claimed.args)


def run_pending(limit: int | None = None, *, raise_errors: bool = False) -> int:
    """Run the jobs that are due, and those they enqueue, in this process; returns how many succeeded.

    For tests and commands: with `raise_errors` the first failure is raised.
    """
    succeeded = tried = 0
    while limit is None or tried < limit:
        claimed = claim("here", LEASE)
        if claimed is None:
            break
        tried += 1
        error = execute(claimed)
        if error is not None and raise_errors:
            raise error
        succeeded += error is None
    return succeeded
