"""Money at the desk: cash is taken, a bank transfer is noted, what the postman collected is booked."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.kernel.money import format_dong
from motcua.onestop.dossiers.api import Dossier, locked_dossier, locked_dossier_by_id
from motcua.onestop.payments.actions.count_success import count_success, new_reference
from motcua.onestop.payments.actions.open_requests import requests_of
from motcua.onestop.payments.models import FeeRequest, Transaction
from motcua.onestop.payments.rights import TAKE_CASH
from motcua.onestop.payments.rules.owed import settled_by


@transaction.atomic
def take_cash(code: str, *, amount: int, actor: Actor) -> list[Transaction]:
    """Take `amount` đồng in cash for what is owed; receipts are issued in the same step.

    Errors: `InvalidInput` when the amount is not what is owed, `Conflict` when nothing is owed, `NotFound`, `Forbidden`.
    """
    return _take(locked_dossier(code, actor), amount, Transaction.Means.CASH, new_reference, actor)


@transaction.atomic
def note_transfer(code: str, *, amount: int, bank_reference: str, actor: Actor) -> list[Transaction]:
    """Note a bank transfer that came in; the bank's reference counts once in the whole house. Errors: as `take_cash`."""
    told = "".join(bank_reference.split()).upper()
    if not (told.isascii() and 4 <= len(told) <= 40):
        message = words("Enter the reference of the transfer as the bank states it.")
        raise InvalidInput(message, fields=[FieldError("bank_reference", message)])
    if Transaction.objects.filter(reference=f"CK-{told}").exists():
        raise Conflict(words("This transfer is noted already."), code="transfer_twice")
    return _take(locked_dossier(code, actor), amount, Transaction.Means.TRANSFER, lambda _prefix, _at: f"CK-{told}", actor)


@transaction.atomic
def note_collected(code: str, *, amount: int, collector: str, reference: str, actor: Actor) -> list[Transaction]:
    """Book what a collector took at the door (QĐ 45/2016/QĐ-TTg), once for each of its references.

    What was paid another way meanwhile is a surplus whose refund opens by itself. Errors: `Conflict` `collected_twice`, or
    `not_asked_for` when nothing of this amount was ever asked for; `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    require(actor, TAKE_CASH, unit_path=unit(dossier.receiver_id).path)
    if Transaction.objects.filter(reference=reference).exists():
        raise Conflict(words("This money is booked already."), code="collected_twice")
    at = clock.now()
    asked = requests_of(dossier, at=at)
    waiting = [request for request in asked if request.is_open]
    chosen = [waiting[position] for position in settled_by(amount, [request.amount for request in waiting])]
    chosen = chosen or [request for request in asked if request.amount == amount][:1]
    if not chosen:
        raise Conflict(words("Nothing of this amount was asked for."), code="not_asked_for")
    marks = (reference if place == 0 else f"{reference}/{place + 1}" for place in range(len(chosen)))
    return [_pay(one, dossier, Transaction.Means.CASH, mark, at, actor, gateway=collector) for one, mark in zip(chosen, marks, strict=True)]


class Cashier:
    """The port `FeeDesk` of dossiers: cash taken in the act of receiving a dossier."""

    def take_cash(self, dossier_id: int, *, amount: int, actor: Actor) -> None:
        """As `take_cash`, for a dossier just being received."""
        with transaction.atomic():
            _take(locked_dossier_by_id(dossier_id, actor), amount, Transaction.Means.CASH, new_reference, actor)


def _take(
    dossier: Dossier, amount: int, means: Transaction.Means, reference: Callable[[str, datetime], str], actor: Actor
) -> list[Transaction]:
    require(actor, TAKE_CASH, unit_path=unit(dossier.receiver_id).path)
    at = clock.now()
    waiting = [request for request in requests_of(dossier, at=at) if request.is_open]
    if not waiting:
        raise Conflict(words("Nothing is owed for this dossier."), code="nothing_owed")
    chosen = settled_by(amount, [request.amount for request in waiting])
    if not chosen or (means == Transaction.Means.TRANSFER and len(chosen) > 1):
        _refuse_amount(waiting)
    taken = [_pay(waiting[position], dossier, means, reference("TM", at), at, actor) for position in chosen]
    if not all(one.counts for one in taken):
        raise Conflict(words("This is paid already; nothing more is to be paid."), code="paid_already")
    return taken


def _pay(
    request: FeeRequest, dossier: Dossier, means: Transaction.Means, reference: str, at: datetime, actor: Actor, gateway: str = ""
) -> Transaction:
    paid = Transaction.objects.create(
        request=request,
        means=means,
        gateway=gateway or means.value,
        reference=reference,
        amount=request.amount,
        payer_id=dossier.owner_id,
        payer_name=dossier.owner_name,
        taken_by=actor.name,
        started_at=at,
        asked_about_at=clock.real_now(),
        paid_at=at,
    )
    count_success(paid, request, dossier, at=at, actor=actor)
    return paid


def _refuse_amount(waiting: list[FeeRequest]) -> None:
    owed = " / ".join(format_dong(request.amount) for request in waiting)
    message = words("This is not what is owed: %(owed)s.")
    raise InvalidInput(message, params={"owed": owed}, fields=[FieldError("amount", message, {"owed": owed})])
