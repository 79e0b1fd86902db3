"""Send a signed report to the national system, until it says that it has it; then lock the period's reports."""

from django.db import transaction
from django.db.models import F

from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Export, Report
from motcua.insight.reporting.ports import Filing, ReportRefused, national_reporting
from motcua.insight.reporting.queries.own import fills
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.queries.sheets import sheets_of
from motcua.insight.reporting.rights import SEND
from motcua.insight.reporting.rules.filing import content_of_filing
from motcua.insight.reporting.rules.forms import TOTAL
from motcua.insight.reporting.rules.job_names import SEND as SEND_JOB
from motcua.insight.reporting.rules.states import State, Step, after
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Fault, words


def send_report(export_id: int, *, actor: Actor) -> Export:
    """One attempt. What was sent or refused already is left alone, so that a report goes out once however often this runs.

    Raises Fault when the other side does not answer as it should: the job tries again with the same key.
    """
    require(actor, SEND)
    export = Export.objects.select_related("report__period__regime", "report__unit", "report__file").get(pk=export_id)
    system = national_reporting()
    if export.state != Export.State.OWED or system is None:
        return export
    report = export.report
    try:
        receipt = system.send(Filing(export.key, _content(report)))
    except ReportRefused as refused:
        return _refused(export, str(refused), actor)
    except Fault as fault:
        Export.objects.filter(pk=export.pk).update(attempts=F("attempts") + 1, last_trouble=str(fault)[:300])
        raise
    return _sent(export, receipt, actor)


@transaction.atomic
def send_again(report_id: int, *, actor: Actor) -> None:
    """Order another attempt for a report that is still owed, after an outage longer than all retries.

    Errors: `Conflict` when it was sent or refused, `Forbidden`, `NotFound`.
    """
    report = held(report_id, actor)
    refuse_stranger(bool(fills(actor, report.unit_id)))
    export = Export.objects.filter(report=report, state=Export.State.OWED).first()
    if export is None:
        raise Conflict(words("Nothing of this report waits to be sent."), code="nothing_owed")
    enqueue(SEND_JOB, export.pk, key=f"{SEND_JOB}/{export.pk}", serial=f"{SEND_JOB}/{report.period.code}")


def _content(report: Report) -> dict[str, object]:
    period, regime = report.period, regime_of(report.period)
    head = {
        "regime": regime.national_code,
        "frequency": period.frequency,
        "year": period.year,
        "number": period.number,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "unit": report.unit.agency_code or report.unit.code,
        "edition": report.edition,
        "reason": report.amended_reason,
        "approved_by": report.approved_by,
        "approved_at": report.approved_at.isoformat() if report.approved_at else "",
        "missing": list(report.missing),
        "file_sha256": report.file.sha256 if report.file else "",
    }
    sheets = {code: filled.whole for code, filled in sheets_of(report).items()}
    ids = {row[1:] for form in regime.forms if form.rows_from == "unit" for row in sheets[form.code] if row != TOTAL}
    codes = {f"u{one.pk}": one.agency_code or one.code for one in Unit.objects.filter(pk__in=ids)}
    known = {code: {codes.get(row, row): cells for row, cells in sheet.items()} for code, sheet in sheets.items()}
    return content_of_filing(head, known)


@transaction.atomic
def _sent(export: Export, receipt: str, actor: Actor) -> Export:
    kept = Export.objects.select_for_update().get(pk=export.pk)
    if kept.state != Export.State.OWED:
        return kept
    kept.state, kept.receipt, kept.done_at, kept.last_trouble = Export.State.SENT, receipt[:80], clock.real_now(), ""
    kept.attempts += 1
    kept.save()
    report = Report.objects.select_for_update(of=("self",)).select_related("period__regime").get(pk=export.report_id)
    Report.objects.filter(pk=report.pk).update(state=after(report.state, Step.EXPORT))
    step_done(report, ReportEvent.EXPORTED, actor=actor, payload={"receipt": kept.receipt})
    _lock(report, actor)
    return kept


def _lock(report: Report, actor: Actor) -> None:
    """The report that was sent and everything it holds can only be corrected by new editions from now on."""
    inside = [State.APPROVED, State.CONSOLIDATED, State.EXPORTED]
    taken, found = [report.pk], [report.pk]
    while found:
        found = list(Report.objects.current().filter(above__in=found, state=State.CONSOLIDATED).values_list("pk", flat=True))
        taken += found
    Report.objects.filter(period=report.period, current=True, state__in=inside, pk__in=taken).update(state=State.LOCKED)
    step_done(report, ReportEvent.LOCKED, actor=actor, payload={"reports": len(taken)})


@transaction.atomic
def _refused(export: Export, reason: str, actor: Actor) -> Export:
    kept = Export.objects.select_for_update().get(pk=export.pk)
    if kept.state == Export.State.OWED:
        kept.state, kept.reason, kept.done_at = Export.State.REFUSED, reason, clock.real_now()
        kept.attempts += 1
        kept.save()
        report = Report.objects.select_related("period__regime").get(pk=export.report_id)
        step_done(report, ReportEvent.EXPORT_REFUSED, actor=actor, payload={"reason": reason})
    return kept
