"""Approve a plan by a decision with its number, or return it with a reason."""

from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, words
from motcua.office.recruitment.actions.turning import locked_plan, needed, tell, turned
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Plan
from motcua.office.recruitment.queries.reach import approves
from motcua.office.recruitment.rules.states import PlanTurn


@transaction.atomic
def decide_plan(plan_id: int, *, approved: bool, number: str = "", reason: str = "", actor: Actor) -> Plan:
    """Approve with the number of the decision, or return with the reason.

    Errors: `InvalidInput` without number or reason, `Conflict` when the plan stands elsewhere or the number is taken, `Forbidden`.
    """
    plan = locked_plan(plan_id)
    if not approves(actor, plan.unit):
        raise Forbidden(words("Plans are approved by the agency above, not by the one that recruits."))
    turned(plan, PlanTurn.APPROVE if approved else PlanTurn.RETURN)
    plan.decided_at, plan.decided_by = clock.now(), actor.name
    if not approved:
        plan.return_reason = needed(reason, "reason", words("Give the reason."))
        plan.decided_at = None
        plan.save(update_fields=["state", "return_reason", "decided_by", "decided_at"])
        tell(plan, RecruitmentEvent.RETURNED, actor=actor, payload={"reason": plan.return_reason})
        return plan
    plan.decision_number = needed(number, "number", words("Give the number of the decision."))[:40]
    try:
        with transaction.atomic():
            plan.save(update_fields=["state", "decision_number", "decided_by", "decided_at"])
    except IntegrityError as twice:
        raise Conflict(words("A plan of this agency was approved under this number already."), code="decision_known") from twice
    tell(plan, RecruitmentEvent.APPROVED, actor=actor, payload={"number": plan.decision_number})
    return plan
