"""A citizen takes a dossier back."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import cancel
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import FOLLOW
from motcua.onestop.dossiers.rules.transitions import WITHDRAW, take


@transaction.atomic
def withdraw_dossier(code: str, *, reason: str = "", actor: Actor) -> Dossier:
    """End the dossier at the applicant's wish, at any time before it is resolved; open tasks are closed.

    Errors: `NotFound`, `Forbidden`, `Conflict` when it is already resolved or ended. Source: NĐ 61/2018 a.19; national status 7.
    """
    require(actor, FOLLOW)
    dossier = locked_dossier(code, actor)
    status = take(WITHDRAW, dossier.status)
    now = clock.now()
    if dossier.received_at is not None:
        cancel((STREAM, dossier.pk), at=now, by=actor.account_id)
        Pause.objects.filter(dossier=dossier, ended_at__isnull=True).update(ended_at=now)
    dossier.status, dossier.ended_at, dossier.ended_reason = status, now, reason
    dossier.save(update_fields=["status", "ended_at", "ended_reason"])
    record_step(dossier, DossierEvent.WITHDRAWN, actor=actor, at=now, payload={"reason": reason})
    return dossier
