"""The money goes back: by the gateway it came from, or by hand with a proof."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, Fault, FieldError, InvalidInput, words
from motcua.onestop.dossiers.api import Dossier, note_fee_refunded
from motcua.onestop.payments.actions.hold_refund import held_refund
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import Receipt, Refund
from motcua.onestop.payments.ports import RefundOrder, gateways
from motcua.onestop.payments.rights import GIVE_BACK, NOTE_OUTCOME
from motcua.onestop.payments.rules.owed import DURING
from motcua.onestop.payments.rules.receipts import share_refund
from motcua.onestop.payments.rules.states import Asked, Paying, Returning, asked_after, paying_after, returning_after


def send_refund(reference: str, *, actor: Actor) -> Refund:
    """Order an approved refund at its gateway, which does it once per reference; its caller must not hold a transaction.

    Errors: `Fault` when the gateway does not answer (the job tries again), or still works on it.
    """
    require(actor, NOTE_OUTCOME)
    refund = Refund.objects.select_related("transaction").get(reference=reference)
    if refund.state not in {Returning.APPROVED, Returning.SENT}:
        return refund
    paid = refund.transaction
    gateway = gateways().get(paid.gateway)
    if gateway is None:
        raise Fault(f"the gateway {paid.gateway} is not connected")
    order = RefundOrder(refund.reference, paid.reference, refund.amount, refund.reason, paid.paid_at or paid.started_at)
    done = gateway.give_back(order)
    _note_sent(reference)
    if not done:
        raise Fault("the gateway still works on the refund")
    return _finish(reference, proof=paid.gateway_code, actor=SYSTEM)


@transaction.atomic
def give_back(reference: str, *, proof: str, actor: Actor) -> Refund:
    """Note that cash was handed out or a transfer was made, with the number of the voucher.

    Errors: `InvalidInput` without a proof, `Conflict` when it is not approved or goes back by its gateway, `NotFound`, `Forbidden`.
    """
    dossier, refund = held_refund(reference, actor)
    require(actor, GIVE_BACK, unit_path=unit(dossier.receiver_id).path)
    if refund.transaction.means == "online" and refund.transaction.gateway in gateways():
        raise Conflict(words("This money goes back by the gateway it came from."), code="by_gateway")
    if not proof.strip():
        message = words("Enter the number of the payment voucher.")
        raise InvalidInput(message, fields=[FieldError("proof", message)])
    returning_after(refund.state, Returning.DONE)
    return _finish(reference, proof=proof.strip()[:100], actor=actor)


@transaction.atomic
def _note_sent(reference: str) -> None:
    _dossier, refund = held_refund(reference, SYSTEM)
    if refund.state == Returning.APPROVED:
        refund.state = returning_after(refund.state, Returning.SENT)
        refund.save(update_fields=["state"])


@transaction.atomic
def _finish(reference: str, *, proof: str, actor: Actor) -> Refund:
    dossier, refund = held_refund(reference, SYSTEM)
    if refund.state == Returning.DONE:
        return refund
    at = clock.now()
    refund.state, refund.done_at, refund.proof = returning_after(refund.state, Returning.DONE), at, proof[:100]
    refund.done_on = at.astimezone(clock.VIETNAM).date()
    refund.save(update_fields=["state", "done_at", "done_on", "proof"])
    paid = refund.transaction
    request = paid.request
    paid.refunded += refund.amount
    if paid.refunded == paid.amount:
        paid.state = paying_after(paid.state, Paying.REFUNDED)
    paid.save(update_fields=["refunded", "state"])
    if paid.counts:
        _take_off(refund, dossier, actor)
    payload = {"reference": paid.reference, "refund": refund.pk, "reason": refund.reason}
    record_money(request, dossier, PaymentEvent.REFUNDED, actor=actor, at=at, amount=refund.amount, payload=payload)
    return refund


def _take_off(refund: Refund, dossier: Dossier, actor: Actor) -> None:
    """What the dossier, the request and the receipts say follows the money."""
    paid, request = refund.transaction, refund.transaction.request
    if paid.refunded == paid.amount:
        request.state = asked_after(request.state, Asked.REFUNDED)
        request.save(update_fields=["state"])
    if request.when != DURING:
        note_fee_refunded(dossier.pk, amount=refund.amount, reason=refund.reason, actor=actor)
    receipts = list(Receipt.objects.filter(transaction=paid).order_by("pk"))
    for receipt, share in zip(receipts, share_refund(refund.amount, [one.amount - one.refunded for one in receipts]), strict=True):
        if share:
            receipt.refunded += share
            whole = receipt.refunded == receipt.amount
            receipt.state = Receipt.State.CANCELLED if whole else Receipt.State.ADJUSTED
            receipt.ended_at, receipt.ended_reason = refund.done_at, refund.reason[:300]
            receipt.save(update_fields=["refunded", "state", "ended_at", "ended_reason"])
