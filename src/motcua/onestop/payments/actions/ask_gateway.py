"""Ask a gateway what became of a payment of which nothing was heard."""

from datetime import timedelta

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Fault, words
from motcua.onestop.dossiers.api import locked_dossier_by_id
from motcua.onestop.payments.actions.note_report import GATEWAY, give_up, note_report
from motcua.onestop.payments.models import Transaction
from motcua.onestop.payments.ports import Report, gateways
from motcua.onestop.payments.rights import NOTE_OUTCOME
from motcua.onestop.payments.rules.states import Paying

GIVEN_UP_AFTER = timedelta(hours=24)


def ask_gateway(transaction_id: int, *, actor: Actor) -> Transaction:
    """Ask and take over the answer; a payment nobody went on with for a day is given up.

    Its caller must not hold a transaction. Errors: `Conflict` when the gateway does not answer or names another amount.
    """
    require(actor, NOTE_OUTCOME)
    paid = Transaction.objects.get(pk=transaction_id)
    gateway = gateways().get(paid.gateway)
    if gateway is None:
        raise Conflict(words("This way to pay is not connected any more."), code="gateway_gone")
    Transaction.objects.filter(pk=paid.pk).update(asked_about_at=clock.real_now())
    try:
        report = gateway.ask(paid.reference, paid.started_at)
    except Fault as trouble:
        raise Conflict(words("The gateway does not answer at the moment."), code="gateway_down") from trouble
    if report.outcome in {"paid", "failed"}:
        return note_report(paid.gateway, report, actor=GATEWAY)
    return _maybe_give_up(paid.pk, report)


@transaction.atomic
def _maybe_give_up(transaction_id: int, report: Report) -> Transaction:
    dossier_id = Transaction.objects.values_list("request__dossier_id", flat=True).get(pk=transaction_id)
    dossier = locked_dossier_by_id(dossier_id, GATEWAY)
    paid = Transaction.objects.select_related("request").get(pk=transaction_id)
    at = clock.now()
    if paid.state == Paying.STARTED and at - paid.started_at > GIVEN_UP_AFTER:
        give_up(paid, paid.request, dossier, why=f"{report.outcome}: given up after a day", at=at, actor=GATEWAY)
    return paid
