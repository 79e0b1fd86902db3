"""A financial obligation stands in the way: the citizen is told, and the clock stops."""

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import FinancialObligation, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import PROCESS
from motcua.onestop.dossiers.rules.clock import pause_basis
from motcua.onestop.dossiers.rules.terms import ANSWER_TERMS, answer_by, day_of, in_force
from motcua.onestop.dossiers.rules.transitions import ASK_PAYMENT, take


@transaction.atomic
def request_payment(code: str, *, notice_number: str, payee: str, amount: int, actor: Actor) -> FinancialObligation:
    """Notify an obligation of `amount` đồng to `payee` (for land: the tax office's notice); national status 6.

    Errors: `InvalidInput` naming the field, `Conflict` when this notice is already entered or the dossier moved on.
    """
    require(actor, PROCESS)
    dossier = locked_dossier(code, actor)
    _check(notice_number, payee, amount)
    dossier.status = take(ASK_PAYMENT, dossier.status)
    now = clock.now()
    dossier.save(update_fields=["status"])
    received = day_of(dossier.received_at or now)
    until = answer_by(schedule_of(dossier.competent_id), now, in_force(ANSWER_TERMS, received).obligation)
    try:
        with transaction.atomic():
            obligation = FinancialObligation.objects.create(
                dossier=dossier,
                notice_number=notice_number.strip(),
                payee=payee.strip(),
                amount=amount,
                requested_at=now,
                answer_by=until,
            )
    except IntegrityError as twice:
        raise Conflict(words("This notice is already entered."), code="notice_twice") from twice
    Pause.objects.create(
        dossier=dossier, reason=Pause.Reason.FINANCIAL_OBLIGATION, legal_basis=pause_basis(received, obligation=True), started_at=now
    )
    payload = {"notice": obligation.notice_number, "payee": obligation.payee, "amount": amount, "answer_by": until.isoformat()}
    record_step(dossier, DossierEvent.PAYMENT_REQUESTED, actor=actor, at=now, payload=payload)
    return obligation


def _check(notice_number: str, payee: str, amount: int) -> None:
    errors = []
    if not notice_number.strip():
        errors.append(FieldError("notice_number", words("Enter the number of the notice.")))
    if not payee.strip():
        errors.append(FieldError("payee", words("Enter the body that must be paid.")))
    if amount <= 0:
        errors.append(FieldError("amount", words("Enter an amount in đồng greater than zero.")))
    if errors:
        raise InvalidInput(words("The notice is not complete."), fields=errors)
