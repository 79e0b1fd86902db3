"""Take over what the register says, once and never backwards."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from motcua.connectors.business_register.models import Delivery, RegisterFiling
from motcua.connectors.business_register.rules.message import Message
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import take_over_status
from motcua.onestop.dossiers.ports import ForeignStatus

REGISTER = Actor(kind="system", name="business register")
_KEPT = timedelta(days=1)


def note_filing(message: Message, *, step: int = 1) -> None:
    """Remember that a dossier was filed, at its first step: who files takes that one over; nothing is put back."""
    first = {"foreign_code": message.foreign_code, "status": "received", "step": step, "changed_at": clock.real_now()}
    RegisterFiling.objects.get_or_create(dossier_code=message.dossier_code, defaults=first)


def note_status(message: Message, *, actor: Actor = REGISTER) -> bool:
    """Take a status over into the dossier; False when it was known already or a later one is.

    Raises what `take_over_status` raises; then nothing is noted and the register tells it again.
    """
    with transaction.atomic():
        note_filing(message, step=0)
        filing = RegisterFiling.objects.select_for_update().get(dossier_code=message.dossier_code)
        if message.step <= filing.step:
            return False
        take_over_status(message.dossier_code, ForeignStatus(message.foreign_code, message.status, message.comment), actor=actor)
        filing.status, filing.step, filing.changed_at = message.status, message.step, clock.real_now()
        filing.save(update_fields=["status", "step", "changed_at"])
    return True


def take_delivery(number: str, message: Message) -> bool:
    """Take in a genuine message; False when this delivery number was taken in before."""
    now = clock.real_now()
    try:
        with transaction.atomic():
            Delivery.objects.filter(received_at__lt=now - _KEPT).delete()
            Delivery.objects.create(number=number, received_at=now)
            note_status(message)
    except IntegrityError:
        if Delivery.objects.filter(number=number).exists():
            return False
        raise
    return True
