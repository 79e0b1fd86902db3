"""Send a plan to who approves it."""

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, words
from motcua.office.recruitment.actions.turning import locked_plan, tell, turned
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Plan
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.queries.vacant import room_faults
from motcua.office.recruitment.rights import PREPARE
from motcua.office.recruitment.rules.states import PlanTurn


@transaction.atomic
def submit_plan(plan_id: int, *, actor: Actor) -> Plan:
    """Submit a draft or a returned plan; vacant places are looked at again.

    Errors: `InvalidInput` when places are no longer vacant, `Conflict`, `Forbidden`, `NotFound`.
    """
    plan = locked_plan(plan_id)
    require_reach(actor, PREPARE, plan.unit)
    turned(plan, PlanTurn.SUBMIT)
    wanted = [(one.unit, one.wanted) for one in plan.positions.select_related("unit")]
    faults = room_faults(wanted, plan.kind, plan.year, but_plan=plan.pk)
    if faults:
        raise InvalidInput(words("The plan wants more people than there are vacant places."), fields=faults)
    plan.submitted_at, plan.return_reason = clock.now(), ""
    plan.save(update_fields=["state", "submitted_at", "return_reason"])
    tell(plan, RecruitmentEvent.SUBMITTED, actor=actor)
    return plan
