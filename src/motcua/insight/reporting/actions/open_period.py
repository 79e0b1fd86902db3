"""Open a period of a regime: one draft for every assigned unit, each knowing to whom it reports and by when."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit_by_code, units_offering
from motcua.insight.reporting.events import PERIOD, ReportEvent
from motcua.insight.reporting.models import Period, RegimeVersion, Report
from motcua.insight.reporting.queries.regimes import content_of, regime_on, regimes_on
from motcua.insight.reporting.rights import SUPERVISE
from motcua.insight.reporting.rules.job_names import FILL
from motcua.insight.reporting.rules.periods import Frequency, Span, span_of, spans_between
from motcua.insight.reporting.rules.regimes import Regime
from motcua.insight.reporting.rules.tree import superiors
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, words


@transaction.atomic
def open_period(code: str, frequency: Frequency, year: int, number: int, *, actor: Actor) -> Period:
    """Open a period under the version of the regime in force on its last day, for the units of that day (today, while it runs).

    A period that is open already is given back as it is. Errors: `NotFound` for the regime, `InvalidInput` when the regime has no
    such period, `Conflict` when it has not begun, `Forbidden`. Source: NĐ 09/2019/NĐ-CP a.7, a.12.
    """
    require(actor, SUPERVISE)
    if not 2000 <= year <= 2100:
        raise InvalidInput(words("The year must lie between 2000 and 2100."))
    try:
        span = span_of(frequency, year, number)
    except (ValueError, KeyError) as error:
        raise InvalidInput(words("There is no such period.")) from error
    version, regime = regime_on(code, span.last)
    if frequency not in regime.frequency:
        raise InvalidInput(words("This regime has no such period."), way_out=words("Choose one of its periods."))
    span = span_of(frequency, year, number, regime.cut_off)
    if span.first > clock.today():
        raise Conflict(words("This period has not begun yet."), code="period_not_begun")
    return _opened(version, regime, span, actor)


def open_due_periods(*, actor: Actor) -> list[Period]:
    """Open what is due: every period from so many days before its cut-off as its regime says. Periods that ended before the regime
    was loaded are opened only when somebody asks for them."""
    require(actor, SUPERVISE)
    today, opened = clock.today(), []
    for version, regime in regimes_on(today):
        for span in _due(version, regime, today):
            if not Period.objects.filter(code=version.code, frequency=span.frequency, year=span.year, number=span.number).exists():
                with transaction.atomic():
                    opened.append(_opened(version, regime, span, actor))
    return opened


def _due(version: RegimeVersion, regime: Regime, today: date) -> Iterable[Span]:
    since = version.loaded_at.astimezone(clock.VIETNAM).date()
    until = today + timedelta(days=regime.opens_before)
    for frequency in regime.frequency:
        yield from (span for span in spans_between(frequency, since, until, regime.cut_off) if span.first <= today)


def _opened(version: RegimeVersion, regime: Regime, span: Span, actor: Actor) -> Period:
    now = clock.now()
    values = {"regime": version, "first": span.first, "last": span.last, "opened_at": now}
    name = {"code": version.code, "frequency": span.frequency, "year": span.year, "number": span.number}
    period, made = Period.objects.get_or_create(**name, defaults=values)
    if made:
        reports = _assign(period, content_of(version))
        payload = {"regime": version.code, "first": str(span.first), "last": str(span.last), "reports": reports}
        enqueue(FILL, period.pk, key=f"{FILL}/{period.pk}")
        record(PERIOD, period.pk, ReportEvent.OPENED, actor=actor, at=now, payload=payload)
    return period


def _assign(period: Period, regime: Regime) -> int:
    """Drafts for the units of the day; two statements to write them, however many."""
    due = _due_days(regime, min(period.last, clock.today()))
    top = unit_by_code(regime.top).pk
    paths = dict(Unit.objects.filter(pk__in=list(due)).values_list("pk", "path"))
    above = superiors(paths, due, top)
    made = Report.objects.bulk_create(
        [Report(period=period, unit_id=pk, due_on=period.last + timedelta(days=days)) for pk, days in due.items()], batch_size=500
    )
    by_unit = {report.unit_id: report for report in made}
    for report in made:
        superior = above[report.unit_id]
        report.above = by_unit[superior] if superior is not None else None
    Report.objects.bulk_update(made, ["above"], batch_size=200)
    return len(made)


def _due_days(regime: Regime, day: date) -> dict[int, int]:
    """The assigned units of a day, each with its days after the cut-off; one named by itself goes before its kind."""
    found: dict[int, int] = {}
    for one in regime.assigned:
        units = units_offering(_level(one.kind), one.kind, on=day) if one.kind else Unit.objects.on(day).filter(code=one.unit)
        for pk in units.values_list("pk", flat=True):
            if one.unit or pk not in found:
                found[pk] = one.due_days
    return found


def _level(kind: str) -> str:
    return "province" if kind == "department" else kind
