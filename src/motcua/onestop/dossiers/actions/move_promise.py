"""Days off were announced after a promise was printed: count it again, and tell the citizen when it moves."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.rights import MOVE_PROMISE
from motcua.onestop.dossiers.rules.clock import moved_promise
from motcua.onestop.dossiers.rules.transitions import RUNNING

REASON = "Ngày nghỉ được công bố sau khi hẹn trả kết quả"  # kept in the record, which is Vietnamese


@transaction.atomic
def move_promise(dossier_id: int, *, actor: Actor) -> Dossier | None:
    """Move the due moment on if the calendar of working days asks for it; the dossier if it moved (`moved_promise`).

    A promise that has passed is not touched: what was late stays late. One that waits is counted when it goes on.
    """
    require(actor, MOVE_PROMISE)
    dossier = locked_dossier_by_id(dossier_id, actor)
    now, printed = clock.now(), dossier.due_at
    if dossier.status not in RUNNING or dossier.clock_from is None or printed is None or printed < now:
        return None
    moved = moved_promise(printed, due_moment(dossier, dossier.clock_from.astimezone(VIETNAM)))
    if moved is None:
        return None
    dossier.due_at = moved
    dossier.save(update_fields=["due_at"])
    payload = {"old_due": printed.isoformat(), "new_due": moved.isoformat(), "reason": REASON}
    record_step(dossier, DossierEvent.PROMISE_MOVED, actor=actor, at=now, payload=payload)
    return dossier
