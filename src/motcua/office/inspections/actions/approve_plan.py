"""The head of the inspecting body approves its plan."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.inspections.events import PLAN, InspectionEvent
from motcua.office.inspections.models import InspectionPlan
from motcua.office.inspections.rights import DECIDE


@transaction.atomic
def approve_plan(plan_id: int, *, actor: Actor) -> InspectionPlan:
    """Put a recorded plan in force: the units named in it see it. Errors: `NotFound`, `Conflict` when it is approved, `Forbidden`."""
    plan = InspectionPlan.objects.select_for_update(of=("self",)).select_related("body").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(words("There is no such plan."))
    require(actor, DECIDE, unit_path=plan.body.path)
    if plan.approved_at is not None:
        raise Conflict(words("This plan is approved already."), code="plan_approved")
    plan.approved_at, plan.approved_by = clock.now(), actor.name
    plan.save(update_fields=["approved_at", "approved_by"])
    payload = {"number": plan.number}
    record(PLAN, plan.pk, InspectionEvent.PLAN_APPROVED, actor=actor, at=plan.approved_at, unit_id=plan.body_id, payload=payload)
    return plan
