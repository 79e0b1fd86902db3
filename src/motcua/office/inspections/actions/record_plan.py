"""Record the inspection plan of a body for a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.inspections.events import PLAN, InspectionEvent
from motcua.office.inspections.models import Inspection, InspectionPlan
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rights import INSPECT
from motcua.office.inspections.rules.plan_lines import PlannedLine
from motcua.office.inspections.rules.turns import State


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as it is typed in."""

    body_id: int
    year: int
    number: str
    title: str
    lines: Sequence[PlannedLine]


@transaction.atomic
def record_plan(text: PlanText, *, actor: Actor) -> InspectionPlan:
    """Store a plan with its inspections, not approved yet, all or nothing.

    Errors: `InvalidInput` naming the field or the line: an unknown unit, or a unit inspected on the subject already in the year (by
    whomever) without a reason; `Conflict` when the number is there already; `Forbidden`.
    """
    body = unit(text.body_id)
    require(actor, INSPECT, unit_path=body.path)
    faults = [FieldError(name, words("This is needed.")) for name in ("number", "title") if not getattr(text, name).strip()]
    units = {one.code: one for one in Unit.objects.on(clock.today()).filter(code__in={line.unit_code for line in text.lines})}
    says = words("Line %(line)s: there is no unit “%(unit)s”.")
    faults += [FieldError("lines", says, {"line": one.line, "unit": one.unit_code}) for one in text.lines if one.unit_code not in units]
    if not faults:
        faults = _overlaps(text, units)
    if faults:
        raise InvalidInput(words("The plan cannot be recorded."), fields=faults)
    plan = _plan(text, actor)
    Inspection.objects.bulk_create(_inspection(plan, line, units[line.unit_code]) for line in text.lines)
    payload = {"number": plan.number, "inspections": len(text.lines)}
    record(PLAN, plan.pk, InspectionEvent.PLAN_RECORDED, actor=actor, at=plan.recorded_at, unit_id=body.pk, payload=payload)
    return plan


def _overlaps(text: PlanText, units: Mapping[str, Unit]) -> list[FieldError]:
    """Lines that inspect a unit on a subject a second time without saying why."""
    held = Q(unit__in=[one.pk for one in units.values()], year=text.year) & ~Q(state=State.DROPPED)
    seen = set(Inspection.objects.filter(held, reason="").values_list("unit_id", "subject"))
    says = words("Line %(line)s: %(unit)s is inspected on this subject in %(year)s already; give a reason as a fifth part.")
    faults = []
    for line in text.lines:
        key = (units[line.unit_code].pk, line.subject)
        if key in seen and not line.reason:
            faults.append(FieldError("lines", says, {"line": line.line, "unit": units[line.unit_code].name, "year": text.year}))
        seen.add(key)
    return faults


def _inspection(plan: InspectionPlan, line: PlannedLine, place: Unit) -> Inspection:
    subject = inspection_content().subject(line.subject)
    assert subject is not None  # read_plan looked it up
    return Inspection(
        body_id=plan.body_id,
        plan=plan,
        unit=place,
        subject=line.subject,
        area=subject.area,
        year=plan.year,
        quarter=line.quarter,
        matter=line.matter,
        reason=line.reason,
    )


def _plan(text: PlanText, actor: Actor) -> InspectionPlan:
    try:
        with transaction.atomic():
            return InspectionPlan.objects.create(
                body_id=text.body_id,
                year=text.year,
                number=text.number.strip(),
                title=text.title.strip(),
                recorded_by=actor.name,
                recorded_by_account=actor.account_id,
                recorded_at=clock.now(),
            )
    except IntegrityError as twice:
        raise Conflict(words("A plan with this number is recorded already."), code="plan_known") from twice
