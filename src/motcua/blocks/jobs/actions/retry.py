"""Give a job that failed for good another chance."""

from django.db import IntegrityError, transaction

from motcua.blocks.jobs.models import Job
from motcua.blocks.jobs.rights import RETRY
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


def retry(job_id: int, *, actor: Actor) -> None:
    """Put a failed job back among the waiting, as if new.

    Refuses with Forbidden without the right, NotFound when no failed job has this id, and Conflict when a newer
    job with the same key is already waiting.
    """
    require(actor, RETRY)
    failed = Job.objects.filter(pk=job_id, state=Job.State.FAILED)
    try:
        with transaction.atomic():
            changed = failed.update(state=Job.State.WAITING, attempts=0, run_at=clock.real_now(), worker="", lease_until=None)
    except IntegrityError as same_key:
        raise Conflict(words("A newer job for the same purpose is already waiting.")) from same_key
    if not changed:
        raise NotFound(words("There is no failed job with this number."))
