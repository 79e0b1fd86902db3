"""Take over what a gateway says of a payment, in whatever order it comes, once."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.dossiers.api import Dossier, locked_dossier_by_id
from motcua.onestop.payments.actions.count_success import count_success
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Transaction
from motcua.onestop.payments.ports import Report
from motcua.onestop.payments.rights import NOTE_OUTCOME
from motcua.onestop.payments.rules.states import IN_HAND, Asked, Paying, asked_after, paying_after

GATEWAY = Actor(kind="system", name="payment gateway")


@transaction.atomic
def note_report(gateway: str, report: Report, *, actor: Actor = GATEWAY) -> Transaction:
    """Note what was reported by a call that proved itself, or by an answer to our own question.

    A success counts once and is never taken back; a failure after a success is left to the reconciliation; a payment
    given up that succeeds late still came in. Errors: `NotFound` for a reference that is not ours, `Conflict` with code
    wrong_amount, after which nothing is noted.
    """
    require(actor, NOTE_OUTCOME)
    dossier, paid = _held(gateway, report.reference)
    request = paid.request
    at = clock.now()
    if report.outcome == "paid":
        _require_amount(paid, report)
        if paid.state not in IN_HAND:
            paid.gateway_code, paid.bank, paid.why = report.gateway_code[:60], report.bank[:60], ""
            paid.paid_at = report.at or at
            count_success(paid, request, dossier, at=at, actor=actor)
    elif report.outcome == "failed" and paid.state == Paying.STARTED:
        paid.gateway_code = report.gateway_code[:60]
        give_up(paid, request, dossier, why=report.why, at=at, actor=actor)
    return paid


def give_up(paid: Transaction, request: FeeRequest, dossier: Dossier, *, why: str, at: datetime, actor: Actor) -> None:
    """A started transaction failed; the request waits again when nothing else is under way."""
    paid.state, paid.why = paying_after(paid.state, Paying.FAILED), why[:200]
    paid.save(update_fields=["state", "why", "gateway_code"])
    others = request.transactions.filter(state=Paying.STARTED).exclude(pk=paid.pk)
    if request.state == Asked.PENDING and not others.exists():
        request.state = asked_after(request.state, Asked.UNPAID)
        request.save(update_fields=["state"])
    payload = {"gateway": paid.gateway, "reference": paid.reference, "why": paid.why}
    record_money(request, dossier, PaymentEvent.FAILED, actor=actor, at=at, payload=payload)


def _held(gateway: str, reference: str) -> tuple[Dossier, Transaction]:
    """The dossier first, then its transaction: everything about the money of one dossier happens one after another."""
    known = Transaction.objects.filter(gateway=gateway, reference=reference).values_list("request__dossier_id", flat=True).first()
    if known is None:
        raise NotFound(words("There is no such payment."), code="unknown_reference")
    dossier = locked_dossier_by_id(known, GATEWAY)
    return dossier, Transaction.objects.select_related("request").get(reference=reference)


def _require_amount(paid: Transaction, report: Report) -> None:
    if report.amount != paid.amount:
        raise Conflict(
            words("The amount is not the one that was asked for: %(amount)s đồng instead of %(asked)s."),
            code="wrong_amount",
            params={"amount": report.amount, "asked": paid.amount},
        )
