"""Take back an issued decision before its day."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.office.personnel.actions.effects import take_back_effects
from motcua.office.personnel.actions.issue_decision import locked
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision
from motcua.office.personnel.models.reach import require_over
from motcua.office.personnel.rights import ISSUE


@transaction.atomic
def withdraw_decision(decision_id: int, *, reason: str, actor: Actor) -> Decision:
    """Everything stands again as before; the number stays used. Errors: `InvalidInput` without a reason, `Conflict` from its day on or when
    a later decision on the person builds on it, `Forbidden`, `NotFound`."""
    decision = locked(decision_id, actor)
    require_over(actor, ISSUE, decision.issuer)
    if not reason.strip():
        message = words("Give the reason.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if decision.state != Decision.State.ISSUED or decision.effective_on <= clock.today():
        raise Conflict(words("Only an issued decision whose day has not come can be withdrawn."), code="decision_in_force")
    later = Decision.objects.filter(person_id=decision.person_id, state=Decision.State.ISSUED, issued_at__gt=decision.issued_at)
    if later.exists():
        raise Conflict(words("A later decision on this person builds on this one; withdraw that one first."), code="decision_built_on")
    take_back_effects(decision, actor=actor)
    decision.state = Decision.State.WITHDRAWN
    decision.details = {**decision.details, "withdrawn": reason.strip()[:300]}
    decision.save(update_fields=["state", "details"])
    payload = {"kind": decision.kind, "reason": reason.strip()[:300]}
    record(DECISION, decision.pk, PersonnelEvent.WITHDRAWN, actor=actor, at=clock.now(), unit_id=decision.unit_id, payload=payload)
    return decision
