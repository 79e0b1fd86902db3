"""A leader approves a refund, or does not."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.payments.actions.hold_refund import held_refund
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import Refund
from motcua.onestop.payments.rights import APPROVE_REFUND
from motcua.onestop.payments.rules.states import Returning, returning_after


@transaction.atomic
def decide_refund(reference: str, *, approve: bool, note: str = "", actor: Actor) -> Refund:
    """Approve (the money is then sent) or refuse with a reason.

    Errors: `InvalidInput` for a refusal without a reason, `Conflict` when it is decided already, `NotFound`, `Forbidden`.
    """
    dossier, refund = held_refund(reference, actor)
    request = refund.transaction.request
    require(actor, APPROVE_REFUND, unit_path=unit(request.collector_id).path)
    if not approve and not note.strip():
        message = words("Write why the refund is not approved; the payer will read it.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    refund.state = returning_after(refund.state, Returning.APPROVED if approve else Returning.REJECTED)
    refund.decided_at, refund.decided_by, refund.decision_note = clock.now(), actor.name, note.strip()[:500]
    refund.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    kind = PaymentEvent.REFUND_APPROVED if approve else PaymentEvent.REFUND_REJECTED
    payload = {"reason": refund.decision_note, "refund": refund.pk, "online": refund.transaction.means == "online"}
    record_money(request, dossier, kind, actor=actor, at=refund.decided_at, amount=refund.amount, payload=payload)
    return refund
