"""Resolve an exception of the reconciliation, and sign a day off."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.payments.actions.ask_gateway import ask_gateway
from motcua.onestop.payments.events import STREAM, PaymentEvent
from motcua.onestop.payments.models import Mismatch, Settlement, Transaction
from motcua.onestop.payments.queries.province import province_path
from motcua.onestop.payments.rights import RECONCILE
from motcua.onestop.payments.rules.states import IN_HAND
from motcua.onestop.payments.rules.ways import ASK, WAYS


def resolve_mismatch(mismatch_id: int, *, way: str, note: str, actor: Actor) -> Mismatch:
    """Resolve in one of the ways that fit its kind, with a note; the way `ask` asks the gateway and takes its answer over.

    Errors: `InvalidInput` for a way that does not fit or a missing note, `Conflict` when it is resolved, signed off, or the
    gateway's answer changes nothing, `NotFound`, `Forbidden`.
    """
    require(actor, RECONCILE, unit_path=province_path())
    found = Mismatch.objects.filter(pk=mismatch_id).first()
    if found is None:
        raise NotFound(words("There is no such exception."))
    _check(found, way, note)
    if way == ASK:
        note = _ask(found, note)
    return _resolve(mismatch_id, way, note, actor)


def _check(found: Mismatch, way: str, note: str) -> None:
    errors = []
    if way not in WAYS[found.kind]:
        errors.append(FieldError("way", words("Choose one of the ways shown.")))
    if way != ASK and not note.strip():
        errors.append(FieldError("note", words("Write what was found and what was done.")))
    if errors:
        raise InvalidInput(words("The exception cannot be resolved like this."), fields=errors)


def _ask(found: Mismatch, note: str) -> str:
    paid = Transaction.objects.filter(reference=found.reference).first()
    if paid is None:
        raise Conflict(words("This payment is not one of ours: there is nothing to ask about."), code="nothing_to_ask")
    answered = ask_gateway(paid.pk, actor=SYSTEM)
    if found.their_status == "paid" and answered.state not in IN_HAND:
        raise Conflict(
            words("The gateway's answer does not resolve it."), code="still_open", way_out=words("Choose another way and say why.")
        )
    return note.strip() or f"{paid.state} -> {answered.state}"


@transaction.atomic
def _resolve(mismatch_id: int, way: str, note: str, actor: Actor) -> Mismatch:
    held = Mismatch.objects.select_for_update(of=("self",)).select_related("settlement").get(pk=mismatch_id)
    if held.resolved_at is not None:
        raise Conflict(words("This exception is resolved already."), code="resolved")
    at = clock.now()
    held.resolved_at, held.resolved_by, held.way, held.note = at, actor.name, way, note.strip()[:500]
    held.save(update_fields=["resolved_at", "resolved_by", "way", "note"])
    payload = {"gateway": held.settlement.gateway, "day": held.settlement.day.isoformat(), "reference": held.reference, "way": way}
    record(STREAM, 0, PaymentEvent.MISMATCH_RESOLVED, actor=actor, at=at, payload=payload)
    return held


@transaction.atomic
def sign_off(settlement_id: int, *, actor: Actor) -> Settlement:
    """Close a day whose every exception is resolved; nothing of it changes afterwards.

    Errors: `Conflict` while it is not compared, exceptions are open or it is signed off already, `NotFound`, `Forbidden`.
    """
    require(actor, RECONCILE, unit_path=province_path())
    settlement = Settlement.objects.select_for_update().filter(pk=settlement_id).first()
    if settlement is None:
        raise NotFound(words("There is no such settlement."))
    if settlement.signed_off_at is not None:
        raise Conflict(words("This day is signed off."), code="signed_off")
    if settlement.compared_at is None:
        raise Conflict(words("Compare the day first."), code="not_compared")
    if Mismatch.objects.filter(settlement=settlement, resolved_at__isnull=True).exists():
        raise Conflict(words("Resolve every exception first."), code="exceptions_open")
    at = clock.now()
    settlement.signed_off_at, settlement.signed_off_by = at, actor.name
    settlement.save(update_fields=["signed_off_at", "signed_off_by"])
    payload = {"gateway": settlement.gateway, "day": settlement.day.isoformat()}
    record(STREAM, 0, PaymentEvent.SIGNED_OFF, actor=actor, at=at, payload=payload)
    return settlement
