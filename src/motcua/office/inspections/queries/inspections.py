"""Plans, inspections and findings as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import holdings_with, require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound, words
from motcua.office.inspections.models import CaseDraw, Finding, FindingStep, Inspection, InspectionPaper, InspectionPlan, Visit, VisitFile
from motcua.office.inspections.rights import INSPECT, READ
from motcua.office.inspections.rules.turns import FindingState, Standing, State, standing

MOST = 200


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding and how it stands today."""

    finding: Finding
    standing: Standing


@dataclass(frozen=True, slots=True)
class Sheet:
    """One inspection with everything that hangs on it."""

    inspection: Inspection
    team: Sequence[object]
    visits: Sequence[Visit]
    files: Mapping[int, list[VisitFile]]
    papers: Sequence[InspectionPaper]
    findings: Sequence[FindingRow]
    draws: Sequence[CaseDraw]


@dataclass(frozen=True, slots=True)
class Share:
    """How many findings of the year were told, handled, late; the share handled in whole per cent, None without findings."""

    told: int = 0
    handled: int = 0
    late: int = 0

    @property
    def percent(self) -> int | None:
        return self.handled * 100 // self.told if self.told else None


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before somebody: plans, inspections of the year, findings to answer for, remedies to judge, late ones."""

    plans: Sequence[InspectionPlan]
    inspections: Sequence[Inspection]
    own: Sequence[FindingRow]
    waiting: Sequence[FindingRow]
    late: Sequence[FindingRow]
    share: Share = field(default_factory=Share)


def inspection_desk(year: int, *, actor: Actor) -> Desk:
    """The overview of a year for this reader. Seven queries; `Forbidden`."""
    require(actor, READ)
    today = clock.today()
    seen = Finding.objects.visible_to(actor)
    open_ones = (
        seen.filter(state=FindingState.OPEN).select_related("owner", "inspection__unit", "inspection__body").order_by("due_on", "pk")
    )
    units = {holding.unit_id for holding in holdings_with(actor, READ)}
    bodies = Q(pk__in=())
    for holding in holdings_with(actor, INSPECT):
        bodies |= Q(inspection__body__path__startswith=holding.unit_path)
    waiting = seen.filter(bodies, state=FindingState.REMEDIED).select_related("owner", "inspection__unit").order_by("remedied_at", "pk")
    return Desk(
        list(_plans(actor).filter(year=year)),
        list(
            Inspection.objects.visible_to(actor)
            .filter(year=year)
            .select_related("unit", "body", "plan")
            .annotate(found=Count("findings", filter=~Q(findings__state=FindingState.LIFTED)))
            .order_by("quarter", "pk")[:MOST]
        ),
        finding_rows(open_ones.filter(owner__in=units)[:MOST]),
        finding_rows(waiting[:MOST]),
        finding_rows(open_ones.filter(due_on__lt=today)[:MOST]),
        _share(seen, year, today),
    )


def _share(seen: QuerySet[Finding], year: int, today: date) -> Share:
    late = Q(state=FindingState.OPEN, due_on__lt=today)
    counts = (
        seen.filter(issued_at__year=year)
        .exclude(state=FindingState.LIFTED)
        .aggregate(told=Count("pk"), handled=Count("pk", filter=Q(state=FindingState.ACCEPTED)), late=Count("pk", filter=late))
    )
    return Share(counts["told"], counts["handled"], counts["late"])


def _plans(actor: Actor) -> QuerySet[InspectionPlan]:
    near = Q(pk__in=()) if actor.kind != "system" else Q()
    for holding in holdings_with(actor, READ) if actor.kind != "system" else ():
        near |= Q(body__path__startswith=holding.unit_path)
        near |= Q(approved_at__isnull=False) & Q(pk__in=Inspection.objects.visible_to(actor).values("plan_id"))
    alive = ~Q(inspections__state=State.DROPPED)
    counted = InspectionPlan.objects.filter(near).select_related("body").annotate(amount=Count("inspections", filter=alive))
    begun = Q(inspections__first_visit_at__isnull=False)
    return counted.annotate(begun=Count("inspections", filter=begun)).order_by("-year", "pk")


def plan_page(plan_id: int, *, actor: Actor) -> tuple[InspectionPlan, list[Inspection]]:
    """One plan with the inspections the reader may see, by quarter. Two queries; `NotFound`, `Forbidden`."""
    require(actor, READ)
    plan = _plans(actor).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(words("There is no such plan."))
    rows = Inspection.objects.visible_to(actor).filter(plan=plan).select_related("unit", "body")
    return plan, list(rows.order_by("quarter", "pk"))


def inspection_sheet(inspection_id: int, *, actor: Actor) -> Sheet:
    """One inspection; the inspected unit sees findings only once they are told. Seven queries; `NotFound`, `Forbidden`."""
    require(actor, READ)
    found = Inspection.objects.visible_to(actor).select_related("unit", "body", "plan").filter(pk=inspection_id).first()
    if found is None:
        raise NotFound(words("There is no such inspection."))
    visits = list(found.visits.all())
    files: dict[int, list[VisitFile]] = {}
    for one in VisitFile.objects.filter(visit__in=visits).select_related("file"):
        files.setdefault(one.visit_id, []).append(one)
    seen = Finding.objects.visible_to(actor).filter(inspection=found).select_related("owner", "inspection").order_by("place")
    papers = list(found.papers.select_related("file"))
    return Sheet(found, list(found.team.all()), visits, files, papers, finding_rows(seen), list(found.draws.all()))


def finding_page(finding_id: int, *, actor: Actor) -> tuple[FindingRow, list[FindingStep]]:
    """One finding and its history. Two queries; `NotFound` also for one the reader may not see."""
    rows = Finding.objects.visible_to(actor).select_related("inspection__unit", "inspection__body", "owner")
    found = rows.filter(pk=finding_id).first()
    if found is None:
        raise NotFound(words("There is no such finding."))
    return finding_rows([found])[0], list(found.steps.select_related("evidence"))


def draw_page(draw_id: int, *, actor: Actor) -> CaseDraw:
    """One draw with its cases at hand (`cases`); `NotFound` also for one the reader may not see."""
    rows = CaseDraw.objects.select_related("inspection__unit", "inspection__body").prefetch_related("cases__unit")
    found = rows.filter(pk=draw_id, inspection__in=Inspection.objects.visible_to(actor)).first()
    if found is None:
        raise NotFound(words("There is no such draw."))
    return found


def file_of(kind: str, row_id: int, *, actor: Actor) -> StoredFile:
    """The file of a paper, a visit or a step of a finding; `NotFound` also for one the reader may not see."""
    seen = Inspection.objects.visible_to(actor)
    row: InspectionPaper | VisitFile | FindingStep | None
    if kind == "paper":
        row = InspectionPaper.objects.select_related("file").filter(pk=row_id, inspection__in=seen).first()
    elif kind == "visit":
        row = VisitFile.objects.select_related("file").filter(pk=row_id, visit__inspection__in=seen).first()
    else:
        row = FindingStep.objects.select_related("evidence").filter(pk=row_id, finding__in=Finding.objects.visible_to(actor)).first()
    file = row.evidence if isinstance(row, FindingStep) else row.file if row is not None else None
    if file is None:
        raise NotFound(words("There is no such file."))
    return file


def finding_rows(findings: QuerySet[Finding] | list[Finding]) -> list[FindingRow]:
    """Findings with how they stand today."""
    today = clock.today()
    return [FindingRow(one, standing(FindingState(one.state), one.due_on, _day(one), today)) for one in findings]


def _day(finding: Finding) -> date | None:
    return finding.remedied_at.astimezone(VIETNAM).date() if finding.remedied_at else None
