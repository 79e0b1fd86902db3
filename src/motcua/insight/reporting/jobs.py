"""Work that follows and work by the day: open periods, fill drafts, sign, send, remind."""

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.insight.reporting.actions.fill_reports import fill_period
from motcua.insight.reporting.actions.open_period import open_due_periods
from motcua.insight.reporting.actions.remind import remind
from motcua.insight.reporting.actions.send_report import send_report
from motcua.insight.reporting.actions.sign_report import sign_report
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.rules.job_names import FILL, SEND, SIGN
from motcua.insight.reporting.rules.states import OPEN
from motcua.kernel.actor import SYSTEM

_HOUR = 3600


@job(SIGN)
def sign(report_id: int) -> None:
    """Print and sign an approved report; doing it twice changes nothing."""
    sign_report(report_id, actor=SYSTEM)


@job(SEND, retries=30)
def send(export_id: int) -> None:
    """Send a signed report to the national system."""
    send_report(export_id, actor=SYSTEM)


@job(FILL)
def fill(period_id: int) -> None:
    """Fill the open drafts of a period anew."""
    fill_period(period_id, actor=SYSTEM)


@job("reporting.daily")
def daily() -> None:
    """Open what is due, order every open period filled anew, remind."""
    open_due_periods(actor=SYSTEM)
    drafts = Report.objects.current().filter(state__in=OPEN)
    for period_id in drafts.order_by("period_id").values_list("period_id", flat=True).distinct():
        enqueue(fill, period_id, key=f"{FILL}/{period_id}")
    remind(actor=SYSTEM)


every(6 * _HOUR, daily)
