"""Issue the reform plan: from now on its owners work at it."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.office.reform.events import PLAN as STREAM
from motcua.office.reform.events import ReformEvent
from motcua.office.reform.models import Plan
from motcua.office.reform.rights import ISSUE


@transaction.atomic
def issue_plan(plan_id: int, *, actor: Actor) -> Plan:
    """Put a recorded plan in force. Errors: `NotFound`, `Conflict` when it is issued already, `Forbidden`."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(words("There is no such plan."))
    require(actor, ISSUE, unit_path=plan.unit.path)
    if plan.issued_at is not None:
        raise Conflict(words("This plan is issued already."), code="plan_issued")
    plan.issued_at = clock.now()
    plan.save(update_fields=["issued_at"])
    record(STREAM, plan.pk, ReformEvent.ISSUED, actor=actor, at=plan.issued_at, unit_id=plan.unit_id, payload={"number": plan.number})
    return plan
