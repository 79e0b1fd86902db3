"""A result waits at the desk: remind its owner a few times, then keep it."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.rights import REMIND
from motcua.onestop.dossiers.rules.terms import reminders_due
from motcua.onestop.dossiers.rules.transitions import REMIND as TURN
from motcua.onestop.dossiers.rules.transitions import Status, take


@transaction.atomic
def remind_of_result(dossier_id: int, *, actor: Actor) -> bool:
    """Record a reminder when one is due (NĐ 61/2018 a.20: the result is kept at the one-stop unit); whether it was.

    A job that was down for weeks reminds once, not for every date it missed.
    """
    require(actor, REMIND)
    dossier = locked_dossier_by_id(dossier_id, actor)
    if dossier.status != Status.RESOLVED or dossier.ended_at is None:
        return False
    now = clock.now()
    due = reminders_due(schedule_of(dossier.receiver_id), dossier.ended_at, now)
    if due <= dossier.reminders:
        return False
    dossier.status, dossier.reminders = take(TURN, dossier.status), due
    dossier.save(update_fields=["reminders"])
    payload = {"times": due, "since": dossier.ended_at.isoformat(), "desk": dossier.receiver_id}
    record_step(dossier, DossierEvent.NOT_COLLECTED, actor=actor, at=now, unit_id=dossier.receiver_id, payload=payload)
    return True
