"""The head of the recruiting agency puts equals in order."""

from collections.abc import Sequence

from django.db import transaction

from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.recruitment.actions.turning import in_state, locked_plan, needed, tell
from motcua.office.recruitment.events import RecruitmentEvent
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.queries.reach import require_reach
from motcua.office.recruitment.queries.results import results_of
from motcua.office.recruitment.rights import DECIDE
from motcua.office.recruitment.rules.states import PlanState


@transaction.atomic
def decide_tie(plan_id: int, *, position_id: int, order: Sequence[int], reason: str, actor: Actor) -> Plan:
    """`order` names the tied applications of a position, the first one first (NĐ 138/2020 art. 9: the head decides).

    Errors: `InvalidInput` when it is not exactly those who are tied or without a reason, `Conflict`, `Forbidden`.
    """
    plan = in_state(locked_plan(plan_id), PlanState.PUBLISHED)
    require_reach(actor, DECIDE, plan.unit)
    told = needed(reason, "reason", words("Give the reason."))
    group = next((one for one in results_of(plan) if one.position.pk == position_id), None)
    tied = {row.application.pk for row in group.tied} if group is not None else set()
    if not tied:
        raise Conflict(words("Nobody is tied here."), code="no_tie")
    if set(order) != tied or len(order) != len(tied):
        message = words("Give each of those who are equal a place of its own.")
        raise InvalidInput(message, fields=[FieldError("order", message)])
    for place, pk in enumerate(order, 1):
        Application.objects.filter(pk=pk).update(placed=place)
    tell(plan, RecruitmentEvent.TIE_DECIDED, actor=actor, payload={"position": position_id, "order": list(order), "reason": told})
    return plan
