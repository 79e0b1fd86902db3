"""The desk does not accept a dossier, and says why."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.issue_slip import issue_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Slip
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.transitions import REFUSE, take


@transaction.atomic
def refuse_dossier(code: str, *, reason: str, actor: Actor) -> Slip:
    """Refuse a submitted dossier with a reason; issues slip 03 (NĐ 61/2018 a.17).

    Errors: `InvalidInput` without a reason, `NotFound`, `Forbidden`, `Conflict` when it was received meanwhile.
    """
    dossier = locked_dossier(code, actor)
    require(actor, RECEIVE, unit_path=unit(dossier.receiver_id).path)
    reason = require_reason(reason)
    now = clock.now()
    dossier.status, dossier.ended_at, dossier.ended_reason = take(REFUSE, dossier.status), now, reason
    dossier.save(update_fields=["status", "ended_at", "ended_reason"])
    slip = issue_slip(dossier, Slip.Form.REFUSAL, data={"reason": reason}, at=now, actor=actor)
    record_step(
        dossier, DossierEvent.REFUSED, actor=actor, at=now, unit_id=dossier.receiver_id, payload={"reason": reason, "slip": slip.pk}
    )
    return slip


def require_reason(reason: str) -> str:
    """The reason without surrounding blanks; a citizen is never turned away without one."""
    if not reason.strip():
        message = words("Write the reason; the citizen will read it on the slip.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    return reason.strip()
