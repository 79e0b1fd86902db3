"""The desk receives a dossier: the clock starts, the citizen gets a receipt, tasks open."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.actions.begin_process import begin_process
from motcua.onestop.dossiers.actions.issue_slip import issue_slip
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Slip
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.transitions import RECEIVE as TURN
from motcua.onestop.dossiers.rules.transitions import take


@transaction.atomic
def receive_dossier(code: str, *, fee_collected: int = 0, actor: Actor) -> Dossier:
    """Accept a complete dossier (NĐ 61/2018 a.17): slip 01, due moment, process started.

    `fee_collected` is in đồng. Errors: `Conflict` when a colleague was first, `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    require(actor, RECEIVE, unit_path=unit(dossier.receiver_id).path)
    return accept(dossier, fee_collected=fee_collected, at=clock.now(), actor=actor)


def accept(dossier: Dossier, *, fee_collected: int, at: datetime, actor: Actor) -> Dossier:
    """What happens on acceptance, also of a walk-in registered in the same transaction."""
    dossier.status = take(TURN, dossier.status)
    dossier.received_at = dossier.clock_from = at
    dossier.due_at = due_moment(dossier, at)
    dossier.fee_collected = fee_collected
    dossier.save(update_fields=["status", "received_at", "clock_from", "due_at", "fee_collected"])
    slip = issue_slip(dossier, Slip.Form.RECEIPT, data={"fee_collected": fee_collected}, at=at, actor=actor)
    begin_process(dossier)
    payload = {
        "channel": int(dossier.channel),
        "due_at": dossier.due_at and dossier.due_at.isoformat(),
        "slip": slip.pk,
        "fee": fee_collected,
        "external": content_of(dossier.version_id).external_system,
    }
    record_step(dossier, DossierEvent.RECEIVED, actor=actor, at=at, unit_id=dossier.receiver_id, payload=payload)
    return dossier
