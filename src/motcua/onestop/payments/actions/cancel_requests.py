"""A dossier ended: nothing more is asked for, and what was paid for a dossier that was never received goes back."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import Dossier, Status, locked_dossier_by_id
from motcua.onestop.payments.actions.count_success import open_refund
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Transaction
from motcua.onestop.payments.rights import FOLLOW
from motcua.onestop.payments.rules.states import OPEN, Asked, Paying, asked_after

NOT_RECEIVED = "Hồ sơ không được tiếp nhận giải quyết."


@transaction.atomic
def cancel_requests(dossier_id: int, *, actor: Actor) -> int:
    """Nothing unpaid is asked for any more; doing it twice changes nothing. Returns how many requests ended.

    A payment under way that succeeds later is a surplus and goes back. Errors: `Forbidden`, `NotFound`.
    """
    require(actor, FOLLOW)
    dossier, at = locked_dossier_by_id(dossier_id, SYSTEM), clock.now()
    ended = 0
    for request in FeeRequest.objects.filter(dossier=dossier, state__in=OPEN):
        request.state = asked_after(request.state, Asked.CANCELLED)
        request.save(update_fields=["state"])
        record_money(request, dossier, PaymentEvent.CANCELLED, actor=actor, at=at)
        ended += 1
    if dossier.status == Status.NOT_ACCEPTED:
        _give_back(dossier, at)
    return ended


def _give_back(dossier: Dossier, at: datetime) -> None:
    paid = Transaction.objects.counted().filter(request__dossier=dossier, state=Paying.SUCCEEDED, refunds__isnull=True)
    for one in paid.select_related("request"):
        open_refund(one, one.request, dossier, reason=NOT_RECEIVED, at=at)
