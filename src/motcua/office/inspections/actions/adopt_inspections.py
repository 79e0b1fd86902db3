"""Take over whole inspections at once, with plans, visits, findings and remedies; for invented years and for histories of other systems."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.blocks.events.api import record, seal_untold
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, words
from motcua.office.inspections.events import FINDING, INSPECTION, PLAN, InspectionEvent
from motcua.office.inspections.models import Finding, FindingStep, Inspection, InspectionPlan, TeamMember, Visit
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rights import ADOPT
from motcua.office.inspections.rules.turns import FindingState, FindingTurn, State


@dataclass(frozen=True, slots=True)
class AdoptedFinding:
    """A finding with its remedy; `handled_at` None: still open."""

    title: str
    what: str
    rule: str
    severity: str
    recommendation: str
    owner_id: int
    due_on: date
    remedied_at: datetime | None
    handled_at: datetime | None


@dataclass(frozen=True, slots=True)
class AdoptedInspection:
    """One inspection that was concluded; the numbers are those of its decision and conclusion."""

    unit_id: int
    subject: str
    quarter: int
    matter: str
    head: str
    decided_at: datetime
    visited_at: datetime
    concluded_at: datetime
    number: int
    minutes: str
    conclusion: str
    findings: Sequence[AdoptedFinding]


@dataclass(frozen=True, slots=True)
class AdoptedPlan:
    """The plan of a body for a year with its inspections."""

    body_id: int
    year: int
    number: str
    title: str
    signer: str
    approved_at: datetime
    inspections: Sequence[AdoptedInspection]


@transaction.atomic
def adopt_inspections(plans: Iterable[AdoptedPlan], *, origin: str, actor: Actor) -> int:
    """Write them all; sealed, and told to nobody; returns how many inspections.

    Errors: `InvalidInput` for a subject nobody knows, `Forbidden`; constraints of the database hold as for any other row.
    """
    require(actor, ADOPT)
    made = 0
    for plan in plans:
        row = InspectionPlan.objects.create(
            body_id=plan.body_id,
            year=plan.year,
            number=plan.number,
            title=plan.title,
            recorded_by=plan.signer,
            recorded_at=plan.approved_at,
            approved_by=plan.signer,
            approved_at=plan.approved_at,
        )
        record(PLAN, row.pk, InspectionEvent.PLAN_APPROVED, actor=actor, at=plan.approved_at, unit_id=plan.body_id)
        seal_untold(PLAN, [row.pk])
        made += _inspections(row, plan, origin, actor)
    return made


def _inspections(row: InspectionPlan, plan: AdoptedPlan, origin: str, actor: Actor) -> int:
    inspections = [_inspection(row, one, origin) for one in plan.inspections]
    Inspection.objects.bulk_create(inspections)
    pairs = list(zip(inspections, plan.inspections, strict=True))
    TeamMember.objects.bulk_create(TeamMember(inspection=made, name=one.head, is_head=True) for made, one in pairs)
    Visit.objects.bulk_create(_visit(made, one) for made, one in pairs)
    findings = [_finding(made, one, told, place) for made, one in pairs for place, told in enumerate(one.findings, start=1)]
    Finding.objects.bulk_create(findings)
    FindingStep.objects.bulk_create(step for finding in findings for step in _steps(finding))
    for made, one in pairs:
        record(INSPECTION, made.pk, InspectionEvent.VISITED, actor=actor, at=one.visited_at, unit_id=made.unit_id)
        record(INSPECTION, made.pk, InspectionEvent.CONCLUDED, actor=actor, at=one.concluded_at, unit_id=made.unit_id)
    for finding in findings:
        if finding.handled_at is not None:
            record(FINDING, finding.pk, InspectionEvent.ACCEPTED, actor=actor, at=finding.handled_at, unit_id=finding.owner_id)
    seal_untold(INSPECTION, [made.pk for made in inspections])
    seal_untold(FINDING, [finding.pk for finding in findings])
    return len(inspections)


def _inspection(row: InspectionPlan, one: AdoptedInspection, origin: str) -> Inspection:
    subject = inspection_content().subject(one.subject)
    if subject is None:
        raise InvalidInput(words("There is no such subject of inspection: %(subject)s."), params={"subject": one.subject})
    closed = [finding.handled_at for finding in one.findings]
    is_closed = all(moment is not None for moment in closed)
    return Inspection(
        body_id=row.body_id,
        plan=row,
        unit_id=one.unit_id,
        subject=one.subject,
        area=subject.area,
        year=row.year,
        quarter=one.quarter,
        matter=one.matter,
        state=State.CLOSED if is_closed else State.CONCLUDED,
        examined_from=date(row.year - 1, 1, 1),
        examined_to=date(row.year - 1, 12, 31),
        starts_on=one.visited_at.date(),
        days=10,
        decision_number=one.number,
        decided_at=one.decided_at,
        first_visit_at=one.visited_at,
        conclusion=one.conclusion,
        conclusion_number=one.number,
        concluded_at=one.concluded_at,
        closed_at=max((moment for moment in closed if moment), default=one.concluded_at) if is_closed else None,
        origin=origin,
    )


def _visit(made: Inspection, one: AdoptedInspection) -> Visit:
    return Visit(
        inspection=made,
        visited_at=one.visited_at,
        place="Trụ sở đơn vị",
        minutes=one.minutes,
        written_by=one.head,
        acknowledged_by="(mô phỏng)",
        acknowledged_at=one.visited_at,
    )


def _finding(made: Inspection, one: AdoptedInspection, told: AdoptedFinding, place: int) -> Finding:
    if told.handled_at is not None:
        state = FindingState.ACCEPTED
    else:
        state = FindingState.REMEDIED if told.remedied_at is not None else FindingState.OPEN
    return Finding(
        inspection=made,
        place=place,
        title=told.title,
        what=told.what,
        rule=told.rule,
        severity=told.severity,
        recommendation=told.recommendation,
        owner_id=told.owner_id,
        first_due_on=told.due_on,
        due_on=told.due_on,
        state=state,
        noted_at=one.visited_at,
        issued_at=one.concluded_at,
        remedied_at=told.remedied_at,
        handled_at=told.handled_at,
    )


def _steps(finding: Finding) -> Iterable[FindingStep]:
    for turn, moment in ((FindingTurn.REMEDY, finding.remedied_at), (FindingTurn.ACCEPT, finding.handled_at)):
        if moment is not None:
            yield FindingStep(finding=finding, turn=turn, at=moment, by="(mô phỏng)", words="Báo cáo kết quả khắc phục (mô phỏng)")
