"""Give a report back with the reason."""

from django.db import transaction

from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Export, Report
from motcua.insight.reporting.queries.own import heads, stands_above
from motcua.insight.reporting.rules.states import State, Step, after
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words


@transaction.atomic
def return_report(report_id: int, *, reason: str, actor: Actor) -> Report:
    """The head returns what was submitted to him; the unit above or the supervisor returns what was approved, until it is taken in.

    Errors: `InvalidInput` without a reason, `Conflict` when it was taken in or is on its way out, `Forbidden`, `NotFound`.
    """
    report = held(report_id, actor)
    above = stands_above(actor, report)
    own = report.state == State.SUBMITTED or report.above is None  # nobody stands above the top but the national system
    refuse_stranger(above or (own and heads(actor, report.unit_id)))
    state = after(report.state, Step.RETURN)
    if not reason.strip():
        message = words("Say what has to be corrected.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if Export.objects.filter(report=report).exclude(state=Export.State.REFUSED).exists():
        raise Conflict(
            words("The report is on its way to the national system."), code="on_its_way", way_out=words("Correct it as a new edition.")
        )
    Export.objects.filter(report=report).delete()
    report.state, report.returned_reason = state, reason.strip()[:4000]
    report.approved_at, report.approved_by, report.approver_title, report.approver_account = None, "", "", None
    report.signed_at, report.file = None, None
    report.save()
    step_done(report, ReportEvent.RETURNED, actor=actor, payload={"reason": report.returned_reason})
    return report
