"""Print an approved report, sign it as the head and as the agency; the report of the top goes on to the national system."""

from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.insight.reporting.actions.holding import step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Export, Report
from motcua.insight.reporting.queries.printing import report_pdf
from motcua.insight.reporting.rights import SEND
from motcua.insight.reporting.rules.job_names import SEND as SEND_JOB
from motcua.insight.reporting.rules.states import DONE
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_REASON = "Phê duyệt báo cáo"


def sign_report(report_id: int, *, actor: Actor) -> Report:
    """Make the signed file; one that is signed, or was returned meanwhile, is left alone. Printing happens outside the transaction."""
    require(actor, SEND)
    report = Report.objects.select_related("period__regime", "unit").get(pk=report_id)
    if report.signed_at is not None or report.state not in DONE:
        return report
    signed = _signed_pdf(report)
    with transaction.atomic():
        held = Report.objects.select_for_update(of=("self",)).select_related("period__regime", "unit").get(pk=report_id)
        if held.signed_at is not None or held.approved_at != report.approved_at:
            return held
        held.file = store_bytes(f"bao-cao-{held.period.code}-{held.pk}.pdf", signed, "application/pdf")
        held.signed_at = clock.now()
        held.save(update_fields=["file", "signed_at"])
        step_done(held, ReportEvent.SIGNED, actor=actor, payload={"sha256": held.file.sha256})
        if held.above_id is None:
            _owe(held)
    return held


def _owe(report: Report) -> None:
    """What the top has signed is owed to the national system, under one key for all attempts."""
    period = report.period
    key = f"{period.code}/{period.frequency}/{period.year}-{period.number}/{report.unit.code}/{report.edition}"
    export, _made = Export.objects.get_or_create(report=report, defaults={"key": key, "owed_at": clock.real_now()})
    enqueue(SEND_JOB, export.pk, key=f"{SEND_JOB}/{export.pk}", serial=f"{SEND_JOB}/{period.code}")


def _signed_pdf(report: Report) -> bytes:
    organisation = report.unit.formal_name
    person = ensure_identity(
        f"person/{report.approver_account}", name=report.approved_by, title=report.approver_title, organisation=organisation
    )
    agency = ensure_identity(f"agency/{report.unit_id}", name=organisation, title="", organisation=organisation)
    pdf = sign_pdf(
        report_pdf(report),
        identity_key=person.key,
        reason=_REASON,
        location=organisation,
        visible=Stamp("person", place="signer"),
        decided_at=report.approved_at,
    )
    return sign_pdf(pdf, identity_key=agency.key, reason=_REASON, location=organisation, visible=Stamp("agency", place="signer"))
