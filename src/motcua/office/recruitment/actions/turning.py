"""What every turn of a plan does: find it, lock it, check the way, tell."""

from collections.abc import Mapping

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.recruitment.events import PLAN, RecruitmentEvent
from motcua.office.recruitment.models import Plan
from motcua.office.recruitment.rules.states import PlanState, PlanTurn, after


def locked_plan(plan_id: int) -> Plan:
    """The plan with its agency, locked. Errors: `NotFound`."""
    found = Plan.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=plan_id).first()
    if found is None:
        raise NotFound(words("There is no such plan."))
    return found


def turned(plan: Plan, turn: PlanTurn) -> Plan:
    """The plan already in the state after the turn, not saved. Errors: `Conflict`."""
    state = after(turn, PlanState(plan.state))
    if state is None:
        raise moved_on()
    plan.state = state
    return plan


def in_state(plan: Plan, *states: PlanState) -> Plan:
    """The plan, if it stands there. Errors: `Conflict`."""
    if plan.state not in states:
        raise moved_on()
    return plan


def moved_on() -> Conflict:
    """The plan stands elsewhere by now."""
    return Conflict(words("The plan has moved on; look at it again."), code="plan_moved_on")


def needed(text: str, field: str, message: str) -> str:
    """The words that an act needs; `InvalidInput` names the field."""
    if not text.strip():
        raise InvalidInput(message, fields=[FieldError(field, message)])
    return text.strip()


def tell(plan: Plan, kind: RecruitmentEvent, *, actor: Actor, payload: Mapping[str, object] | None = None) -> None:
    """Record the event of a plan at the legal moment."""
    record(PLAN, plan.pk, kind, actor=actor, at=clock.now(), unit_id=plan.unit_id, payload=payload)
