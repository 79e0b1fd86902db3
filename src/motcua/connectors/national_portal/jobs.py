"""What goes on behind the scenes: messages are sent, filings taken in and answered, both sides compared."""

import logging
from datetime import date, timedelta

from django.conf import settings

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox
from motcua.connectors.national_portal.actions.pull_catalogue import pull_catalogue
from motcua.connectors.national_portal.actions.push_catalogue import push_procedures
from motcua.connectors.national_portal.actions.receive_filing import TAKE_IN
from motcua.connectors.national_portal.actions.reconcile import reconcile
from motcua.connectors.national_portal.actions.report_filings import fetch_filings, report_filings
from motcua.connectors.national_portal.actions.take_in_filing import take_in_filing
from motcua.connectors.national_portal.client import national_portal
from motcua.connectors.national_portal.models import Reconciliation
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Fault

_log = logging.getLogger(__name__)
_LOOK_BACK = timedelta(days=30)


@job("national_portal.send_waiting", retries=0)
def send_waiting() -> None:
    """Send what waits in the outbox; a line that rests or is held by another is left alone."""
    if settings.NATIONAL_PORTAL["url"]:
        drain_outbox(national_portal())


@job(TAKE_IN, retries=10)
def take_in(filing_id: int) -> None:
    """Take a filing in and say so; when its files cannot be read now, it is tried again."""
    take_in_filing(filing_id, national_portal())
    try:
        report_filings(national_portal())
    except Fault as trouble:
        _log.warning("the portal is told later what became of a filing: %s", trouble)


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


@job("national_portal.compare_days", retries=6)
def compare_days(first: str, last: str) -> None:
    """Compare the dossiers submitted from day to day (ISO days) with what the portal holds."""
    reconcile(date.fromisoformat(first), date.fromisoformat(last), national_portal())


@job("national_portal.compare_daily", retries=0)
def compare_daily() -> None:
    """Once a legal day: order the comparison of the last days, and the national list to be read."""
    if not settings.NATIONAL_PORTAL["url"]:
        return
    today = clock.today()
    if not Reconciliation.objects.filter(ran_at__gte=clock.now().replace(hour=0, minute=0, second=0, microsecond=0)).exists():
        first, last = (today - _LOOK_BACK).isoformat(), today.isoformat()
        enqueue(compare_days, first, last, key=f"national_portal.compare/{first}/{last}")
        enqueue(read_national_list, key="national_portal.read_list")


@job("national_portal.read_list", retries=6)
def read_national_list() -> None:
    """Read the national list of procedures."""
    pull_catalogue(national_portal())


@job("national_portal.push_catalogue", retries=6)
def push_catalogue(codes: list[str]) -> None:
    """Enter procedures in the national list."""
    push_procedures(codes, national_portal(), actor=SYSTEM)


every(2, send_waiting)
every(60, exchange_filings)
every(900, compare_daily)
