"""What goes on behind the scenes: messages are sent, both sides compared, filings fetched."""

from django.conf import settings

from motcua.blocks.jobs.api import every, job
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.client import national_portal


@job("national_portal.send_waiting", retries=0)
def send_waiting() -> None:
    """Send what waits in the outbox; a line that rests or is held by another is left alone."""
    if settings.NATIONAL_PORTAL["url"]:
        drain_outbox(national_portal())


every(2, send_waiting)
