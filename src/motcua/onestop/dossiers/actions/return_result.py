"""The result is handed to the citizen, who confirms."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.queries.whole import require_whole
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.transitions import RETURN, Status, take

METHODS = ("counter", "post", "electronic")


@transaction.atomic
def return_result(code: str, *, method: str, received_by: str, actor: Actor) -> Dossier:
    """Hand over the result at the counter, by post or electronically, and note who received it (NĐ 61/2018 a.20).

    Errors: `InvalidInput` for an unknown method or an unnamed receiver, `Conflict` while the result is not signed or
    the dossier is not resolved, `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    desk_id = dossier.return_desk_id or dossier.receiver_id
    require(actor, RECEIVE, unit_path=unit(desk_id).path)
    require_whole(dossier)
    if method not in METHODS:
        raise InvalidInput(
            words("Choose how the result is handed over."), fields=[FieldError("method", words("Choose one of the three ways."))]
        )
    if not received_by.strip():
        message = words("Name the person who receives the result.")
        raise InvalidInput(message, fields=[FieldError("received_by", message)])
    status = take(RETURN, dossier.status)
    _require_fee(dossier, method)
    now = clock.now()
    dossier.status, dossier.returned_at = status, now
    dossier.save(update_fields=["status", "returned_at"])
    signed = Result.objects.filter(dossier=dossier, signed_at__isnull=False)
    if not signed.update(return_method=method, returned_to=received_by.strip()) and Result.objects.filter(dossier=dossier).exists():
        raise Conflict(words("The result is still being signed."), code="not_signed", way_out=words("Try again in a moment."))
    payload = {"method": method, "to": received_by.strip()}
    record_step(dossier, DossierEvent.RETURNED, actor=actor, at=now, unit_id=desk_id, payload=payload)
    for part in dossier.children.filter(status=Status.RESOLVED).order_by("pk"):
        _return_part(part, method=method, to=received_by.strip(), at=now, desk_id=desk_id, actor=actor)
    return dossier


def _return_part(part: Dossier, *, method: str, to: str, at: datetime, desk_id: int, actor: Actor) -> None:
    """The result of a part leaves the house with the whole's."""
    part.status, part.returned_at = take(RETURN, part.status), at
    part.save(update_fields=["status", "returned_at"])
    Result.objects.filter(dossier=part).update(return_method=method, returned_to=to)
    record_step(part, DossierEvent.RETURNED, actor=actor, at=at, unit_id=desk_id, payload={"method": method, "to": to})


def _require_fee(dossier: Dossier, method: str) -> None:
    """What is owed is paid before the result leaves the house; by post, the postman collects it on delivery."""
    if dossier.fee_owed and method != "post":
        raise Conflict(
            words("A fee of %(amount)s đồng is still unpaid."),
            code="fee_unpaid",
            params={"amount": f"{dossier.fee_owed:,}".replace(",", ".")},
            way_out=words("Take the fee first, then hand over the result."),
        )
