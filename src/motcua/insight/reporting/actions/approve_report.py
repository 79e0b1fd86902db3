"""The head approves a report; it is printed and signed right after."""

from django.db import transaction

from motcua.blocks.jobs.api import enqueue
from motcua.ground.directory.api import signing_title
from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.queries.own import heads
from motcua.insight.reporting.queries.sheets import findings_of
from motcua.insight.reporting.rules.job_names import SIGN
from motcua.insight.reporting.rules.states import Step, after
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words


@transaction.atomic
def approve_report(report_id: int, *, actor: Actor) -> Report:
    """Approve what was submitted. Printing and signing follow as a job.

    Errors: `Forbidden` but for the head of the unit, `Conflict` when something is wrong with the figures or it has moved on, `NotFound`.
    """
    report = held(report_id, actor)
    refuse_stranger(heads(actor, report.unit_id))
    state = after(report.state, Step.APPROVE)
    if findings_of(report):
        raise Conflict(
            words("The figures do not agree."), code="findings", way_out=words("Return the report with the cells that are wrong.")
        )
    report.state, report.approved_at, report.approved_by = state, clock.now(), actor.name
    report.approver_title, report.approver_account = signing_title(actor, report.unit_id), actor.account_id
    report.save(update_fields=["state", "approved_at", "approved_by", "approver_title", "approver_account"])
    step_done(report, ReportEvent.APPROVED, actor=actor)
    enqueue(SIGN, report.pk, key=f"{SIGN}/{report.pk}/{report.approved_at.isoformat()}")
    return report
