"""Record the recruitment plan of an agency, or write it anew while it is a draft or was returned."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.office.recruitment.actions.turning import in_state, locked_plan, tell
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Plan, Position
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.queries.vacant import room_faults
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.positions import WantedPosition
from motcua.office.recruitment.rules.states import PlanState


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as it is typed in; `kind` civil or public, `method` exam or interview."""

    unit_id: int
    year: int
    kind: str
    method: str
    title: str
    reason: str
    positions: Sequence[WantedPosition]


@transaction.atomic
def record_plan(text: PlanText, *, plan_id: int | None = None, actor: Actor) -> Plan:
    """Store a plan with its positions, all or nothing; `plan_id` names the one that is written anew.

    The number wanted in a unit cannot exceed its vacant places of the year (NĐ 138/2020 art. 3, NĐ 115/2020 art. 4).
    Errors: `InvalidInput` naming the field or the position, `Conflict` when the plan was submitted, `Forbidden`.
    """
    agency = unit(text.unit_id)
    require_reach(actor, PREPARE, agency)
    units = _check(text, agency, plan_id)
    plan = _plan(text, plan_id, actor)
    Position.objects.bulk_create(
        Position(
            plan=plan,
            place=place,
            code=one.code,
            name=one.name,
            rank=one.rank,
            unit=units[one.unit_code],
            wanted=one.wanted,
            degree=one.degree,
            conditions=one.conditions,
        )
        for place, one in enumerate(text.positions)
    )
    payload = {"title": plan.title, "positions": len(text.positions), "wanted": sum(one.wanted for one in text.positions)}
    tell(plan, RecruitmentEvent.RECORDED, actor=actor, payload=payload)
    return plan


def _check(text: PlanText, agency: Unit, plan_id: int | None) -> dict[str, Unit]:
    faults = [] if text.title.strip() else [FieldError("title", words("This is needed."))]
    faults += [FieldError("kind", words("Choose one from the list."))] if text.kind not in {"civil", "public"} else []
    faults += [FieldError("method", words("Choose one from the list."))] if text.method not in {"exam", "interview"} else []
    found = Unit.objects.filter(code__in={one.unit_code for one in text.positions}, path__startswith=agency.path)
    units = {one.code: one for one in found}
    says = words("Position %(code)s: there is no unit “%(unit)s” in the agency of the plan.")
    faults += [FieldError("lines", says, {"code": one.code, "unit": one.unit_code}) for one in text.positions if one.unit_code not in units]
    if not faults:
        faults = room_faults([(units[one.unit_code], one.wanted) for one in text.positions], text.kind, text.year, but_plan=plan_id)
    if faults:
        raise InvalidInput(words("The plan cannot be recorded."), fields=faults)
    return units


def _plan(text: PlanText, plan_id: int | None, actor: Actor) -> Plan:
    if plan_id is None:
        plan = Plan(recorded_by=actor.name, recorded_at=clock.now())
    else:
        plan = in_state(locked_plan(plan_id), PlanState.DRAFT, PlanState.RETURNED)
        require_reach(actor, PREPARE, plan.unit)
        plan.positions.all().delete()
    plan.unit_id, plan.year, plan.kind, plan.method = text.unit_id, text.year, text.kind, text.method
    plan.title, plan.reason = text.title.strip()[:300], text.reason.strip()
    plan.save()
    return plan
