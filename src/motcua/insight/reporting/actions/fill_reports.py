"""Fill drafts from the records; what was entered by hand stays."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit_by_code
from motcua.insight.indicators.api import cut_off
from motcua.insight.reporting.models import Period, Report, SheetKept
from motcua.insight.reporting.queries.drafts import own_figures
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rights import FILL
from motcua.insight.reporting.rules.forms import Form
from motcua.insight.reporting.rules.hand import hand_values
from motcua.insight.reporting.rules.sheets import Sheet, overlaid, read, stored, worked_out
from motcua.insight.reporting.rules.states import OPEN, Step, after
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_AT_ONCE = 1000


def fill_period(period_id: int, *, forms: Iterable[str] = (), actor: Actor) -> int:
    """Fill every open draft of a period anew; returns how many. The number of statements does not depend on the number of units
    (but for batches of a thousand sheets)."""
    require(actor, FILL)
    period = Period.objects.select_related("regime").get(pk=period_id)
    reports = list(Report.objects.current().filter(period=period))
    return _fill(period, [report for report in reports if report.state in OPEN], [report.unit_id for report in reports], forms)


@transaction.atomic
def fill_report(report: Report, *, actor: Actor) -> None:
    """Fill one draft anew from the records up to now. `Conflict` when it is no draft; who may is checked by the caller's query."""
    require(actor, FILL)
    held = Report.objects.select_for_update(of=("self",)).select_related("period__regime", "unit").get(pk=report.pk)
    after(held.state, Step.EDIT)
    assigned = Report.objects.current().filter(period_id=held.period_id).values_list("unit_id", flat=True)
    _fill(held.period, [held], list(assigned), ())


def _fill(period: Period, reports: Sequence[Report], assigned: Sequence[int], forms: Iterable[str]) -> int:
    regime, now = regime_of(period), clock.now()
    only = reports[0].unit if len(reports) == 1 else None
    found = own_figures(period, regime, assigned, unit_by_code(regime.top).pk, now, only=only, forms=forms)
    wanted = set(forms)
    chosen = [form for form in regime.forms if not wanted or form.code in wanted]
    with transaction.atomic():
        # what was submitted meanwhile is left alone
        drafts = Report.objects.select_for_update(of=("self",)).current().filter(period=period, state__in=OPEN)
        open_now = list(drafts.filter(unit=only) if only is not None else drafts)
        kept = {(sheet.report_id, sheet.form): sheet for sheet in _kept(period, only)}
        SheetKept.objects.bulk_create(
            [_filled(one.pk, form, found.get(one.unit_id, {}), kept.get((one.pk, form.code))) for one in open_now for form in chosen],
            batch_size=_AT_ONCE,
            update_conflicts=True,
            unique_fields=["report", "form"],
            update_fields=["auto", "whole"],
        )
        changed = Report.objects.current().filter(period=period, state__in=OPEN)
        (changed.filter(unit=only) if only is not None else changed).update(filled_at=now, cut_off=cut_off(now))
    return len(open_now)


def _kept(period: Period, only: Unit | None) -> Iterable[SheetKept]:
    sheets = SheetKept.objects.filter(report__period=period, report__current=True, report__state__in=OPEN)
    return sheets.filter(report__unit=only) if only is not None else sheets


def _filled(report_id: int, form: Form, found: dict[str, Sheet], before: SheetKept | None) -> SheetKept:
    auto = found.get(form.code, {})
    hand = before.hand if before is not None else {}
    below = before.below if before is not None else {}
    whole = worked_out(form, overlaid(auto, hand_values(hand)), read(below))
    return SheetKept(report_id=report_id, form=form.code, auto=stored(auto), hand=hand, below=below, whole=stored(whole))
