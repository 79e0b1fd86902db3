"""The payment platform gets the receipts of what it took, once for each genuine question."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import record_access
from motcua.connectors.paygov.models import BillAsked
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.payments.api import Bill, bills_of

PLATFORM = Actor(kind="system", name="PayGov")
OLDEST, FUTURE = timedelta(minutes=5), timedelta(minutes=1)
_KEPT = timedelta(days=1)


@transaction.atomic
def hand_out_bill(number: str, asked_at: datetime | None, *, reference: str = "", code: str = "", actor: Actor = PLATFORM) -> list[Bill]:
    """The payments of a reference or of a dossier that the platform took; that it read them stands in the owner's list of readings.

    Errors: `Conflict` `too_old` or `asked_before` for a question told again, `NotFound` when the platform took nothing there.
    """
    now = clock.real_now()
    if asked_at is None or not -FUTURE <= now - asked_at <= OLDEST:
        raise Conflict("The question is too old.", code="too_old")
    BillAsked.objects.filter(asked_at__lt=now - _KEPT).delete()
    try:
        with transaction.atomic():
            BillAsked.objects.create(number=number, asked_at=now)
    except IntegrityError as error:
        raise Conflict("The question was answered before.", code="asked_before") from error
    bills = bills_of("paygov", reference=reference, code=code)
    if not bills:
        raise NotFound("The platform took no such payment.")
    dossier = bills[0].transaction.request.dossier
    record_access(actor=actor, subject_id=dossier.owner_id, purpose="paygov", at=clock.now(), stream=STREAM, stream_id=dossier.pk)
    return bills
