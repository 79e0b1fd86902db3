"""Keep true what a dossier says of its fees: the module of payments tells it in the transaction of the payment."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.rights import NOTE_FEE


@transaction.atomic
def note_fee_paid(dossier_id: int, *, amount: int, receipt: str, actor: Actor) -> Dossier:
    """`amount` đồng of the fees came in, against the receipt with these numbers.

    Errors: `Forbidden`, `NotFound`; ValueError when nothing or more than is owed came in (payments must have refused it before).
    """
    require(actor, NOTE_FEE)
    dossier = locked_dossier_by_id(dossier_id, actor)
    if not 0 < amount <= dossier.fee_total - dossier.fee_collected - dossier.fee_refunded:
        raise ValueError(f"{amount} đồng cannot be noted for a dossier that owes less")
    dossier.fee_collected += amount
    dossier.save(update_fields=["fee_collected"])
    payload = {"amount": amount, "receipt": receipt, "left": dossier.fee_owed}
    record_step(dossier, DossierEvent.FEE_PAID, actor=actor, at=clock.now(), unit_id=dossier.receiver_id, payload=payload)
    return dossier


@transaction.atomic
def note_fee_refunded(dossier_id: int, *, amount: int, reason: str, actor: Actor) -> Dossier:
    """`amount` đồng of what was collected went back to the payer; it is not owed again.

    Errors: `Forbidden`, `NotFound`; ValueError when more would go back than came in.
    """
    require(actor, NOTE_FEE)
    dossier = locked_dossier_by_id(dossier_id, actor)
    if not 0 < amount <= dossier.fee_collected:
        raise ValueError(f"{amount} đồng cannot go back: less was collected")
    dossier.fee_collected -= amount
    dossier.fee_refunded += amount
    dossier.save(update_fields=["fee_collected", "fee_refunded"])
    payload = {"amount": amount, "reason": reason}
    record_step(dossier, DossierEvent.FEE_REFUNDED, actor=actor, at=clock.now(), unit_id=dossier.receiver_id, payload=payload)
    return dossier
