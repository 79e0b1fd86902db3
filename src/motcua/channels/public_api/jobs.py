"""Replies are kept for a day, then forgotten."""

from datetime import timedelta

from motcua.blocks.jobs.api import every, job
from motcua.channels.public_api.models import KeptReply
from motcua.kernel import clock

KEPT_FOR = timedelta(hours=24)


@job("public_api.forget_old_replies", retries=0)
def forget_old_replies() -> None:
    """Delete replies older than a day."""
    KeptReply.objects.filter(made_at__lt=clock.real_now() - KEPT_FOR).delete()


every(3600, forget_old_replies)
