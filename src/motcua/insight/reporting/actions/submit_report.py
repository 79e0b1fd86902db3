"""Hand a filled report to the head of the unit."""

from django.db import transaction

from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.queries.own import fills
from motcua.insight.reporting.queries.sheets import findings_of
from motcua.insight.reporting.rules.states import Step, after
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words


@transaction.atomic
def submit_report(report_id: int, *, note: str = "", actor: Actor) -> Report:
    """Submit a draft after its period has ended, when every cell is entered and all arithmetic holds.

    Errors: `Conflict` before the period has ended, with open findings, when it was never filled or has moved on; `Forbidden`, `NotFound`.
    """
    report = held(report_id, actor)
    refuse_stranger(bool(fills(actor, report.unit_id)))
    state = after(report.state, Step.SUBMIT)
    if clock.today() <= report.period.last:
        raise Conflict(
            words("The period runs until %(last)s; its figures are not final yet."),
            code="period_runs",
            params={"last": f"{report.period.last:%d/%m/%Y}"},
            way_out=words("Fill the report anew after that day and submit it then."),
        )
    if report.filled_at is None or report.filled_at.astimezone(clock.VIETNAM).date() <= report.period.last:
        raise Conflict(
            words("The figures were taken before the period ended."),
            code="not_filled",
            way_out=words("Fill the report anew from the records, then submit it."),
        )
    found = findings_of(report)
    if found:
        raise Conflict(
            words("%(count)s cell(s) still need your attention."),
            code="findings",
            params={"count": len(found)},
            way_out=words("They are named below the form; enter or correct them, then submit."),
        )
    report.state, report.note = state, note.strip()[:4000]
    report.submitted_at, report.submitted_by, report.returned_reason = clock.now(), actor.name, ""
    report.save(update_fields=["state", "note", "submitted_at", "submitted_by", "returned_reason"])
    step_done(report, ReportEvent.SUBMITTED, actor=actor, payload={"missing": report.missing})
    return report
