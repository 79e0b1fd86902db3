"""An applicant takes a dossier back: himself on the portal, or at the desk, where an officer does it at his wish."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import cancel
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.issue_slip import issue_stopping_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.queries.whole import require_whole
from motcua.onestop.dossiers.rights import FOLLOW, WITHDRAW_AT_DESK
from motcua.onestop.dossiers.rules.clock import not_before
from motcua.onestop.dossiers.rules.transitions import WITHDRAW, take


@transaction.atomic
def withdraw_dossier(code: str, *, reason: str = "", at_wish_of: str = "", actor: Actor) -> Dossier:
    """End the dossier at the applicant's wish, at any time before it is resolved; open tasks are closed.

    An officer of the desk that received it names the person before him in `at_wish_of`. From 2025-07-01 the notice of
    stopping (form 05) is issued. Errors: `InvalidInput` when the officer names nobody, `NotFound`, `Forbidden`,
    `Conflict` when it is already resolved or ended. Source: NĐ 61/2018 a.19; TT 03/2025; national status 7.
    """
    dossier = locked_dossier(code, actor)
    require_whole(dossier)
    wish = _wish(dossier, at_wish_of.strip(), actor)
    status = take(WITHDRAW, dossier.status)
    pause = dossier.pauses.filter(ended_at__isnull=True).first() if dossier.received_at is not None else None
    now = not_before(clock.now(), dossier.received_at, pause.started_at if pause else None)
    if dossier.received_at is not None:
        cancel((STREAM, dossier.pk), at=now, by=actor.account_id)
    if pause is not None:
        Pause.objects.filter(pk=pause.pk).update(ended_at=now)
    dossier.status, dossier.ended_at, dossier.ended_reason = status, now, reason
    dossier.save(update_fields=["status", "ended_at", "ended_reason"])
    slip = issue_stopping_slip(dossier, reason=reason, at=now, actor=actor)
    record_step(dossier, DossierEvent.WITHDRAWN, actor=actor, at=now, payload={"reason": reason, "at_wish_of": wish, "slip": slip})
    return dossier


def _wish(dossier: Dossier, person: str, actor: Actor) -> str:
    """Whose wish it is: the citizen's own, or that of the person whom the desk officer names."""
    if actor.kind == "citizen":
        require(actor, FOLLOW)
        return actor.name
    require(actor, WITHDRAW_AT_DESK, unit_path=unit(dossier.receiver_id).path)
    if not person:
        message = words("Name the person who asks for it; nobody else may take the dossier back.")
        raise InvalidInput(message, fields=[FieldError("at_wish_of", message)])
    return person
