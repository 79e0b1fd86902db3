"""Ask once, in one list, for everything that is missing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.issue_slip import issue_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.refuse_dossier import require_reason
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Pause, Slip, SupplementRequest
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import ASK_SUPPLEMENT
from motcua.onestop.dossiers.rules.clock import PAUSE_FOR_SUPPLEMENT
from motcua.onestop.dossiers.rules.transitions import ASK_AT_INTAKE, ASK_IN_PROCESS, Status, take


@dataclass(frozen=True, slots=True)
class SupplementItem:
    """One missing or wrong paper: which component, what is wrong with it, how many of each kind."""

    component_key: str
    name: str
    what: str = ""
    originals: int = 0
    certified_copies: int = 0
    copies: int = 1


@transaction.atomic
def request_supplement(code: str, *, items: Sequence[SupplementItem], reason: str, actor: Actor) -> SupplementRequest:
    """Ask for a supplement with slip 02: once at intake, once in processing (NĐ 61/2018 a.17, a.19); the clock stops.

    Errors: `InvalidInput` without items or reason, `Conflict` when it was already asked at this stage or the
    dossier has moved on, `NotFound`, `Forbidden`.
    """
    dossier = locked_dossier(code, actor)
    at_intake = dossier.status == Status.SUBMITTED
    require(actor, ASK_SUPPLEMENT, unit_path=unit(dossier.receiver_id).path if at_intake else None)
    reason = require_reason(reason)
    if not items:
        message = words("List every paper that is missing; you can ask only once.")
        raise InvalidInput(message, fields=[FieldError("items", message)])
    status = take(ASK_AT_INTAKE if at_intake else ASK_IN_PROCESS, dossier.status)
    now = clock.now()
    dossier.status = status
    dossier.save(update_fields=["status"])
    rows = [asdict(item) for item in items]
    try:
        with transaction.atomic():
            request = SupplementRequest.objects.create(
                dossier=dossier, at_intake=at_intake, items=rows, reason=reason, requested_at=now, requested_by=actor.name
            )
    except IntegrityError as twice:
        raise Conflict(
            words("A supplement was already asked for at this stage; the law allows it once."),
            code="asked_twice",
            way_out=words("Decide on what is there, or ask the head of your unit."),
        ) from twice
    if not at_intake:
        Pause.objects.create(dossier=dossier, reason=Pause.Reason.SUPPLEMENT, legal_basis=PAUSE_FOR_SUPPLEMENT, started_at=now)
    slip = issue_slip(dossier, Slip.Form.SUPPLEMENT, data={"reason": reason, "items": rows}, at=now, actor=actor)
    payload = {"items": rows, "reason": reason, "slip": slip.pk, "at_intake": at_intake}
    record_step(dossier, DossierEvent.SUPPLEMENT_REQUESTED, actor=actor, at=now, payload=payload)
    return request
