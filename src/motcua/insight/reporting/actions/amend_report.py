"""Correct a report that was taken in, sent or locked: a new edition with the reason; the old one stays as it was."""

from django.db import transaction

from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Report, SheetKept
from motcua.insight.reporting.queries.own import fills
from motcua.insight.reporting.rules.states import Step, after
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


@transaction.atomic
def amend_report(report_id: int, *, reason: str, actor: Actor) -> Report:
    """Begin the next edition as a draft with the figures of the last; returns it.

    Errors: `InvalidInput` without a reason, `Conflict` while the report can still be returned, `Forbidden`, `NotFound`.
    """
    report = held(report_id, actor)
    refuse_stranger(bool(fills(actor, report.unit_id)))
    after(report.state, Step.AMEND)
    if not reason.strip():
        message = words("Say why the report has to be corrected.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    Report.objects.filter(pk=report.pk).update(current=False)
    fresh = Report.objects.create(
        period=report.period,
        unit=report.unit,
        above=report.above,
        edition=report.edition + 1,
        due_on=report.due_on,
        filled_at=report.filled_at,
        cut_off=report.cut_off,
        taken=report.taken,
        missing=report.missing,
        amended_reason=reason.strip()[:4000],
    )
    SheetKept.objects.bulk_create(
        [
            SheetKept(report=fresh, form=one.form, auto=one.auto, hand=one.hand, below=one.below, whole=one.whole)
            for one in report.sheets.all()
        ]
    )
    Report.objects.filter(above=report).update(above=fresh)
    step_done(fresh, ReportEvent.AMENDED, actor=actor, payload={"reason": fresh.amended_reason, "replaces": report.pk})
    return fresh
