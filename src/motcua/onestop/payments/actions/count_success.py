"""Money came in: it pays the request, once; anything more is a surplus that goes back."""

import secrets
from datetime import datetime

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import Dossier, FinancialObligation, Status, note_fee_paid, settle_payment
from motcua.onestop.payments.actions.issue_receipts import issue_receipts
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Refund, Transaction
from motcua.onestop.payments.rules.owed import DURING
from motcua.onestop.payments.rules.references import ALPHABET, LETTERS, reference_of
from motcua.onestop.payments.rules.states import OPEN, Asked, Paying, Returning, asked_after, paying_after

SURPLUS = "Nộp thừa: khoản này đã được thanh toán hoặc không còn phải nộp."


def count_success(paid: Transaction, request: FeeRequest, dossier: Dossier, *, at: datetime, actor: Actor) -> bool:
    """Count one success of a transaction that had none; the dossier's row is locked by the caller.

    True when it paid the request; False when the request was paid or ended before, and a refund was opened instead.
    """
    paid.state = paying_after(paid.state, Paying.SUCCEEDED)
    paid.paid_at = paid.paid_at or at
    paid.paid_on = paid.paid_at.astimezone(clock.VIETNAM).date()
    paid.counts = request.state in OPEN and _still_owed(request, dossier)
    paid.save(update_fields=["state", "paid_at", "paid_on", "counts", "gateway_code", "bank", "why"])
    if not paid.counts:
        open_refund(paid, request, dossier, reason=SURPLUS, at=at)
        return False
    request.state, request.paid_at = asked_after(request.state, Asked.PAID), at
    request.save(update_fields=["state", "paid_at"])
    numbers = [str(receipt) for receipt in issue_receipts(paid, request, dossier, at=at, actor=actor)]
    _tell_dossier(request, dossier, "; ".join(numbers), actor)
    payload = {"gateway": paid.gateway, "reference": paid.reference, "receipts": numbers}
    record_money(request, dossier, PaymentEvent.PAID, actor=actor, at=at, payload=payload)
    return True


def open_refund(paid: Transaction, request: FeeRequest, dossier: Dossier, *, reason: str, at: datetime) -> Refund:
    """Money that the house itself finds to be too much waits to go back, for everybody to see."""
    refund = Refund.objects.create(
        transaction=paid,
        reference=new_reference("HP", at),
        amount=paid.amount,
        reason=reason,
        automatic=True,
        asked_at=at,
        asked_by=SYSTEM.name,
        state=Returning.REQUESTED,
    )
    payload = {"reason": reason, "automatic": True, "reference": paid.reference, "refund": refund.pk}
    record_money(request, dossier, PaymentEvent.REFUND_REQUESTED, actor=SYSTEM, at=at, amount=paid.amount, payload=payload)
    return refund


def new_reference(prefix: str, at: datetime) -> str:
    """A reference that cannot be guessed and is not used yet."""
    return reference_of(prefix, at.date(), [secrets.choice(ALPHABET) for _ in range(LETTERS)])


def _still_owed(request: FeeRequest, dossier: Dossier) -> bool:
    """An obligation whose receipt an officer noted by hand meanwhile, or fees noted without a request, are not paid again."""
    if request.when == DURING:
        unsettled = FinancialObligation.objects.filter(dossier=dossier, notice_number=request.notice, settled_at__isnull=True)
        return dossier.status == Status.PAYMENT_REQUESTED and unsettled.exists()
    return request.amount <= dossier.fee_owed


def _tell_dossier(request: FeeRequest, dossier: Dossier, receipts: str, actor: Actor) -> None:
    if request.when == DURING:
        settle_payment(dossier.code, receipt_number=receipts[:60], actor=SYSTEM)
    else:
        told = note_fee_paid(dossier.pk, amount=request.amount, receipt=receipts, actor=SYSTEM if actor.kind == "citizen" else actor)
        dossier.fee_collected = told.fee_collected
