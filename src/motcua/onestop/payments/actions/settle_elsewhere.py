"""An obligation was paid at the agency that asked for it: it is no longer asked for here."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.dossiers.api import FinancialObligation, locked_dossier_by_id
from motcua.onestop.payments.actions.recording import record_money
from motcua.onestop.payments.events import PaymentEvent
from motcua.onestop.payments.models import FeeRequest
from motcua.onestop.payments.rights import FOLLOW
from motcua.onestop.payments.rules.owed import DURING
from motcua.onestop.payments.rules.states import OPEN, Asked, asked_after


@transaction.atomic
def settle_elsewhere(dossier_id: int, *, actor: Actor) -> int:
    """End the open requests of obligations whose receipt from elsewhere was noted; doing it twice changes nothing.

    A payment under way here that succeeds later is a surplus and goes back. Returns how many requests ended.
    """
    require(actor, FOLLOW)
    dossier, at = locked_dossier_by_id(dossier_id, SYSTEM), clock.now()
    settled = FinancialObligation.objects.filter(dossier=dossier, settled_at__isnull=False).values("notice_number")
    ended = 0
    for request in FeeRequest.objects.filter(dossier=dossier, when=DURING, state__in=OPEN, notice__in=settled):
        request.state = asked_after(request.state, Asked.CANCELLED)
        request.save(update_fields=["state"])
        record_money(request, dossier, PaymentEvent.CANCELLED, actor=actor, at=at)
        ended += 1
    return ended
