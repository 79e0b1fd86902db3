"""Take in the reports of the units below: their sum plus the own part; who is missing is named."""

from collections.abc import Sequence

from django.db import transaction

from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Report, SheetKept
from motcua.insight.reporting.queries.own import fills
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rules.hand import hand_values
from motcua.insight.reporting.rules.sheets import Sheet, added, overlaid, read, stored, worked_out
from motcua.insight.reporting.rules.states import DONE, State, Step, after
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words


@transaction.atomic
def consolidate_report(report_id: int, *, actor: Actor) -> Report:
    """Add up every approved report below, in their newest editions. May be repeated until the report is submitted.

    Errors: `Conflict` when nothing reports to this unit or the report is no draft, `Forbidden`, `NotFound`.
    """
    report = held(report_id, actor)
    refuse_stranger(bool(fills(actor, report.unit_id)))
    after(report.state, Step.EDIT)
    below = list(
        Report.objects.select_for_update(of=("self",)).current().filter(above=report).select_related("unit").order_by("unit__code")
    )
    if not below:
        raise Conflict(words("No unit reports to this one."), code="no_units_below")
    come = [one for one in below if one.state in DONE]
    _add_up(report, come)
    report.taken = {str(one.pk): one.edition for one in come}
    report.missing = [one.unit.formal_name for one in below if one.state not in DONE]
    report.save(update_fields=["taken", "missing"])
    fresh = [one.pk for one in come if one.state == State.APPROVED]
    Report.objects.filter(pk__in=fresh).update(state=State.CONSOLIDATED)
    step_done(report, ReportEvent.CONSOLIDATED, actor=actor, payload={"taken": len(come), "missing": report.missing})
    return report


def _add_up(report: Report, come: Sequence[Report]) -> None:
    """Three statements, however many units and forms."""
    parts: dict[str, list[Sheet]] = {}
    for code, whole in SheetKept.objects.filter(report__in=[one.pk for one in come]).values_list("form", "whole"):
        parts.setdefault(code, []).append(read(whole))
    own = {sheet.form: sheet for sheet in report.sheets.all()}
    written = []
    for form in regime_of(report.period).forms:
        sheet = own.get(form.code) or SheetKept(report=report, form=form.code)
        below = added(form, parts.get(form.code, []))
        whole = worked_out(form, overlaid(read(sheet.auto), hand_values(sheet.hand)), below)
        written.append(SheetKept(report=report, form=form.code, auto=sheet.auto, hand=sheet.hand, below=stored(below), whole=stored(whole)))
    SheetKept.objects.bulk_create(written, update_conflicts=True, unique_fields=["report", "form"], update_fields=["below", "whole"])
