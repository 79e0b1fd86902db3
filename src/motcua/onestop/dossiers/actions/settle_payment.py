"""The obligation is met: the clock goes on."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, FinancialObligation, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import SETTLE
from motcua.onestop.dossiers.rules.clock import not_before
from motcua.onestop.dossiers.rules.transitions import SETTLE_PAYMENT, take


@transaction.atomic
def settle_payment(code: str, *, receipt_number: str, actor: Actor) -> Dossier:
    """Note the receipt that proves payment; the time spent waiting is added to the limit (domain: status 6 is not counted).

    Errors: `InvalidInput` without a receipt number, `Conflict` when nothing is owed.
    """
    require(actor, SETTLE)
    dossier = locked_dossier(code, actor)
    if not receipt_number.strip():
        message = words("Enter the number of the receipt.")
        raise InvalidInput(message, fields=[FieldError("receipt_number", message)])
    dossier.status = take(SETTLE_PAYMENT, dossier.status)
    pause = Pause.objects.filter(dossier=dossier, ended_at__isnull=True).first()
    now = not_before(clock.now(), pause.started_at if pause else None)
    settled = FinancialObligation.objects.filter(dossier=dossier, settled_at__isnull=True).update(
        settled_at=now, receipt_number=receipt_number.strip()
    )
    if not settled:
        raise Conflict(words("Nothing is owed for this dossier."), code="nothing_owed")
    if pause is not None:
        Pause.objects.filter(pk=pause.pk).update(ended_at=now)
    dossier.due_at = due_moment(dossier, dossier.clock_from or now)
    dossier.save(update_fields=["status", "due_at"])
    payload = {"receipt": receipt_number.strip(), "due_at": dossier.due_at and dossier.due_at.isoformat()}
    record_step(dossier, DossierEvent.PAYMENT_SETTLED, actor=actor, at=now, payload=payload)
    return dossier
