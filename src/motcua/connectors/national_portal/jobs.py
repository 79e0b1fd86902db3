"""What goes on behind the scenes: messages are sent, filings taken in and answered, both sides compared."""

import logging

from django.conf import settings

from motcua.blocks.jobs.api import every, job
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.actions.receive_filing import TAKE_IN
from motcua.connectors.national_portal.actions.report_filings import fetch_filings, report_filings
from motcua.connectors.national_portal.actions.take_in_filing import take_in_filing
from motcua.connectors.national_portal.client import national_portal
from motcua.kernel.errors import Fault

_log = logging.getLogger(__name__)


@job("national_portal.send_waiting", retries=0)
def send_waiting() -> None:
    """Send what waits in the outbox; a line that rests or is held by another is left alone."""
    if settings.NATIONAL_PORTAL["url"]:
        drain_outbox(national_portal())


@job(TAKE_IN, retries=10)
def take_in(filing_id: int) -> None:
    """Take a filing in; when its files cannot be read now, it is tried again."""
    take_in_filing(filing_id, national_portal())


@job("national_portal.exchange_filings", retries=0)
def exchange_filings() -> None:
    """Tell what became of filings, and fetch those whose call did not reach us. A portal that is down is asked again in a minute."""
    if not settings.NATIONAL_PORTAL["url"]:
        return
    try:
        report_filings(national_portal())
        fetch_filings(national_portal())
    except Fault as trouble:
        _log.warning("filings could not be exchanged now: %s", trouble)


every(2, send_waiting)
every(60, exchange_filings)
