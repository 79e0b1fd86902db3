"""Somebody asks for money back, with the reason and the account it should go to."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.dossiers.api import locked_dossier_by_id
from motcua.onestop.payments.actions.count_success import new_reference
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import Refund, Transaction
from motcua.onestop.payments.rights import ASK_REFUND
from motcua.onestop.payments.rules.states import Paying


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes; empty for cash and for payments that go back the way they came."""

    number: str = ""
    name: str = ""
    bank: str = ""


@transaction.atomic
def ask_refund(reference: str, *, amount: int, reason: str, account: Account, actor: Actor) -> Refund:
    """Ask for `amount` đồng of the payment with this reference back (domain 9.3: reason, account, approval, transfer).

    Errors: `InvalidInput` naming the field, `Conflict` when a refund is asked for already or nothing is left to refund,
    `NotFound`, `Forbidden`.
    """
    require(actor, ASK_REFUND)
    found = Transaction.objects.visible_to(actor).filter(reference=reference).values_list("request__dossier_id", flat=True).first()
    if found is None:
        raise NotFound(words("There is no such payment that you may see."))
    dossier = locked_dossier_by_id(found, actor)
    paid = Transaction.objects.select_related("request").get(reference=reference)
    if paid.state != Paying.SUCCEEDED:
        raise Conflict(words("Nothing of this payment can be refunded."), code="nothing_to_refund")
    _check(paid, amount, reason, account)
    at = clock.now()
    try:
        with transaction.atomic():
            refund = Refund.objects.create(
                transaction=paid,
                reference=new_reference("HP", at),
                amount=amount,
                reason=reason.strip()[:500],
                account_number="".join(account.number.split())[:40],
                account_name=account.name.strip()[:200],
                bank=account.bank.strip()[:100],
                asked_at=at,
                asked_by=actor.name,
            )
    except IntegrityError as twice:
        raise Conflict(words("A refund of this payment is asked for already."), code="refund_twice") from twice
    payload = {"reason": refund.reason, "automatic": False, "reference": paid.reference, "refund": refund.pk}
    record_money(paid.request, dossier, PaymentEvent.REFUND_REQUESTED, actor=actor, at=at, amount=amount, payload=payload)
    return refund


def _check(paid: Transaction, amount: int, reason: str, account: Account) -> None:
    errors = []
    if not 0 < amount <= paid.amount:
        errors.append(FieldError("amount", words("Enter an amount of at most %(most)s đồng."), {"most": paid.amount}))
    if not reason.strip():
        errors.append(FieldError("reason", words("Write why the money should go back.")))
    digits = "".join(account.number.split())
    if digits and not (digits.isascii() and digits.isalnum() and 6 <= len(digits) <= 40):
        errors.append(FieldError("account_number", words("Enter the number of the account: letters and digits only.")))
    if digits and not (account.name.strip() and account.bank.strip()):
        errors.append(FieldError("account_name", words("Enter the holder of the account and the bank.")))
    if not digits and paid.means == Transaction.Means.TRANSFER:
        errors.append(FieldError("account_number", words("Enter the account to which the money goes back.")))
    if errors:
        raise InvalidInput(words("The refund cannot be asked for like this."), fields=errors)
