"""What pages show of reports: one's own, those of a period, one with everything about it, its editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from motcua.blocks.events.api import Event, timeline
from motcua.blocks.permissions.api import holdings_with, require
from motcua.ground.directory.api import Unit
from motcua.insight.reporting.events import STREAM
from motcua.insight.reporting.models import Export, Period, RegimeVersion, Report
from motcua.insight.reporting.queries.own import fills, heads, stands_above
from motcua.insight.reporting.queries.regimes import regime_of, regimes_on
from motcua.insight.reporting.queries.sheets import Filled, sheets_of
from motcua.insight.reporting.rights import READ
from motcua.insight.reporting.rules.checks import Finding, findings
from motcua.insight.reporting.rules.differences import Difference, differences
from motcua.insight.reporting.rules.regimes import Regime
from motcua.insight.reporting.rules.states import DONE, OPEN, State, Step, may_step
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words

PAGE = 50


@dataclass(frozen=True, slots=True)
class DueRow:
    """A report in a list: with its regime, and how many days it is late (0: not)."""

    report: Report
    regime: Regime
    days_late: int


@dataclass(frozen=True)
class ReportPage:
    """One report with everything about it, and what the actor may do with it."""

    report: Report
    regime: Regime
    sheets: dict[str, Filled]
    findings: Sequence[Finding]
    below: Sequence[DueRow]
    outdated: Sequence[str]
    export: Export | None
    editions: Sequence[Report]
    posts: list[tuple[str, str]]
    verbs: frozenset[str]
    days_late: int


@dataclass(frozen=True, slots=True)
class Board:
    """A period: how many reports stand where, and a page of them, those still owed first by deadline."""

    period: Period
    regime: Regime
    counts: dict[str, int]
    late: int
    rows: Sequence[DueRow]
    next_after: int | None


def days_late(report: Report, today: date) -> int:
    """Days between the deadline and the approval, or today while there is none; 0 in time."""
    done = report.approved_at.astimezone(clock.VIETNAM).date() if report.approved_at is not None else today
    return max(0, (done - report.due_on).days)


def _row(report: Report, today: date) -> DueRow:
    return DueRow(report, regime_of(report.period), days_late(report, today))


def my_reports(actor: Actor, *, done: bool = False) -> list[DueRow]:
    """The reports of the actor's own agencies: those still to be made by deadline, or the latest of those that are done. Two queries."""
    require(actor, READ)
    bodies = Unit.objects.filter(pk__in=[one.unit_id for one in holdings_with(actor, READ)]).values("body_id")
    found = Report.objects.current().filter(unit__in=bodies).select_related("period__regime", "unit").defer("period__regime__content")
    waiting = [*OPEN, State.SUBMITTED]
    found = found.filter(state__in=DONE).order_by("-due_on", "pk") if done else found.filter(state__in=waiting).order_by("due_on", "pk")
    today = clock.today()
    return [_row(report, today) for report in found[:200]]


def periods_seen(actor: Actor) -> list[tuple[Period, Regime, int, int]]:
    """The latest periods of which the actor sees reports, with how many reports and how many are done. One query."""
    seen = Report.objects.visible_to(actor).current().values("period").annotate(all=Count("pk"), done=Count("pk", filter=Q(state__in=DONE)))
    counts = {row["period"]: (row["all"], row["done"]) for row in seen.order_by()}
    found = Period.objects.filter(pk__in=list(counts)).select_related("regime").defer("regime__content").order_by("-last", "code")[:60]
    return [(period, regime_of(period), *counts[period.pk]) for period in found]


def board(period_id: int, *, after: int | None = None, late_only: bool = False, actor: Actor) -> Board:
    """One period as far as the actor sees it. Four queries; `NotFound` when he sees nothing of it."""
    seen = Report.objects.visible_to(actor).current().filter(period_id=period_id)
    period = Period.objects.select_related("regime").filter(pk=period_id).first()
    counts = {row["state"]: row["n"] for row in seen.order_by().values("state").annotate(n=Count("pk"))}
    if period is None or not counts:
        raise NotFound(words("There is no report here that you may see."))
    today = clock.today()
    owed = seen.exclude(state__in=DONE)
    late = owed.filter(due_on__lt=today)
    shown = (late if late_only else seen).select_related("unit", "period__regime").order_by("pk")
    rows = list((shown.filter(pk__gt=after) if after else shown)[: PAGE + 1])
    following = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return Board(period, regime_of(period), counts, late.count(), [_row(one, today) for one in rows[:PAGE]], following)


def report_of(report_id: int, *, actor: Actor) -> Report:
    """One report; `NotFound` when the actor may not see it. One query."""
    found = Report.objects.visible_to(actor).select_related("period__regime", "unit", "above__unit", "file").filter(pk=report_id).first()
    if found is None:
        raise NotFound(words("There is no report here that you may see."))
    return found


def report_page(report_id: int, *, actor: Actor) -> ReportPage:
    """One report with everything about it. Eight queries, however large; `NotFound`."""
    report, today = report_of(report_id, actor=actor), clock.today()
    regime, sheets = regime_of(report.period), sheets_of(report)
    wrong = [one for code, filled in sheets.items() for one in findings(regime.form(code), filled.whole, filled.own)]
    children = Report.objects.current().filter(above=report).select_related("unit", "period__regime").order_by("unit__code")
    below = [_row(one, today) for one in children]
    posts = fills(actor, report.unit_id)
    return ReportPage(
        report=report,
        regime=regime,
        sheets=sheets,
        findings=wrong,
        below=below,
        outdated=[row.report.unit.formal_name for row in below if _is_outdated(report, row.report)],
        export=Export.objects.filter(report=report).first(),
        editions=list(Report.objects.filter(period=report.period, unit=report.unit).order_by("-edition")),
        posts=posts,
        verbs=_verbs(report, actor, posts, bool(below)),
        days_late=days_late(report, today),
    )


def _is_outdated(report: Report, child: Report) -> bool:
    """Whether a newer edition of a report below is done than the one that was taken in, or one came after all."""
    return bool(report.taken or report.missing) and child.state in DONE and str(child.pk) not in report.taken


def _verbs(report: Report, actor: Actor, posts: list[tuple[str, str]], has_below: bool) -> frozenset[str]:
    """What the actor may do now; the actions ask again."""
    if not report.current:
        return frozenset()
    found = set()
    if posts and report.state in OPEN:
        found |= {"fill", "edit", "submit"} | ({"consolidate"} if has_below else set())
    if posts and may_step(report.state, Step.AMEND):
        found.add("amend")
    head = heads(actor, report.unit_id)
    if head and may_step(report.state, Step.APPROVE):
        found.add("approve")
    if may_step(report.state, Step.RETURN) and (
        stands_above(actor, report) or (head and (report.state == State.SUBMITTED or not report.above_id))
    ):
        found.add("return")
    return frozenset(found)


def history_of(report: Report) -> tuple[list[Event], list[Difference]]:
    """What happened to this edition, and what differs from the one before. Three queries."""
    before = (
        Report.objects.filter(period=report.period, unit=report.unit, edition=report.edition - 1).select_related("period__regime").first()
    )
    changed: list[Difference] = []
    if before is not None:
        old, new = ({code: filled.whole for code, filled in sheets_of(one).items()} for one in (before, report))
        changed = differences(old, new)
    return list(timeline(STREAM, report.pk)), changed


def regimes_now() -> list[tuple[RegimeVersion, Regime]]:
    """The regimes in force today."""
    return regimes_on(clock.today())
