"""What is said at its time: reminders, and the daily digest of the officials."""

from motcua.blocks.jobs.api import every, job
from motcua.onestop.notifications.actions.plan_reminder import remind_due
from motcua.onestop.notifications.actions.send_digests import send_digests

_AT_ONCE = 500


@job("notifications.remind", retries=0)
def remind() -> None:
    """Remind of appointments."""
    remind_due(_AT_ONCE)


@job("notifications.digests", retries=0)
def digests() -> None:
    """Tell officials once a working day which of their tasks are late or about to be."""
    send_digests()


every(60, remind)
every(600, digests)
