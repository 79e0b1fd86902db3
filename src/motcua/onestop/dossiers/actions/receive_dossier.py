"""The desk receives a dossier: the clock starts, the citizen gets a receipt, tasks open."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.actions.begin_process import begin_process
from motcua.onestop.dossiers.actions.carry_on_bundle import begin_parts
from motcua.onestop.dossiers.actions.issue_slip import issue_slip
from motcua.onestop.dossiers.actions.note_fee import note_fee_paid
from motcua.onestop.dossiers.actions.open_dossier import ReservedNumbers
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Slip
from motcua.onestop.dossiers.ports import fee_desk
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.fees import AT_RETURN
from motcua.onestop.dossiers.rules.transitions import RECEIVE as TURN
from motcua.onestop.dossiers.rules.transitions import take


@transaction.atomic
def receive_dossier(code: str, *, fee_collected: int = 0, fee_later: bool = False, actor: Actor) -> Dossier:
    """Accept a complete dossier (NĐ 61/2018 a.17): slip 01, due moment, process started.

    `fee_collected` is the cash taken in the same act, in đồng; `fee_later` agrees that the fee is paid with the result.
    Errors: `Conflict` when a colleague was first or a fee due before intake is unpaid, `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    require(actor, RECEIVE, unit_path=unit(dossier.receiver_id).path)
    return accept(dossier, fee_collected=fee_collected, fee_later=fee_later, at=clock.now(), actor=actor)


def accept(
    dossier: Dossier, *, fee_collected: int, fee_later: bool, at: datetime, actor: Actor, reserved: ReservedNumbers | None = None
) -> Dossier:
    """What happens on acceptance, also of a walk-in registered in the same transaction.

    What a desk printed without network is kept: its number, and its due moment where that is the earlier one.
    """
    dossier.status = take(TURN, dossier.status)
    dossier.received_at = dossier.clock_from = at
    dossier.due_at = _due(dossier, at, reserved)
    if fee_later and dossier.fee_owed_before and not fee_collected:
        dossier.fee_due_when = AT_RETURN
    dossier.save(update_fields=["status", "received_at", "clock_from", "due_at", "fee_due_when"])
    if fee_collected:
        _take_cash(dossier, fee_collected, actor)
    _require_fee(dossier)
    number = reserved.slip_number if reserved else None
    slip = issue_slip(dossier, Slip.Form.RECEIPT, data={"fee_collected": fee_collected}, at=at, actor=actor, number=number)
    begin_process(dossier)
    payload = {
        "channel": int(dossier.channel),
        "due_at": dossier.due_at and dossier.due_at.isoformat(),
        "slip": slip.pk,
        "fee": fee_collected,
        "external": content_of(dossier.version_id).external_system,
    }
    record_step(dossier, DossierEvent.RECEIVED, actor=actor, at=at, unit_id=dossier.receiver_id, payload=payload)
    if content_of(dossier.version_id).parts:
        begin_parts(dossier, at=at, actor=actor)
    return dossier


def _due(dossier: Dossier, at: datetime, reserved: ReservedNumbers | None) -> datetime | None:
    counted = due_moment(dossier, at)
    if counted is None or reserved is None or reserved.printed_due is None:
        return counted
    return min(counted, reserved.printed_due) if reserved.printed_due > at else counted


def _take_cash(dossier: Dossier, amount: int, actor: Actor) -> None:
    """The cashier behind the port gives the receipt; without one the dossier itself notes what came in."""
    desk = fee_desk()
    if desk is not None:
        desk.take_cash(dossier.pk, amount=amount, actor=actor)
    else:
        note_fee_paid(dossier.pk, amount=amount, receipt="", actor=actor)
    dossier.refresh_from_db(fields=["fee_collected", "fee_refunded"])


def _require_fee(dossier: Dossier) -> None:
    if dossier.fee_owed_before:
        raise Conflict(
            words("A fee of %(amount)s đồng is due before this dossier can be received."),
            code="fee_unpaid",
            params={"amount": f"{dossier.fee_owed_before:,}".replace(",", ".")},
            way_out=words("Take the fee now, wait for the online payment, or agree that it is paid with the result."),
        )
