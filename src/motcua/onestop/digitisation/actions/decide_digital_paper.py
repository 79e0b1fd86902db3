"""The head approves a digital paper, or sends it back."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.digitisation.models import DigitalPaper
from motcua.onestop.digitisation.rights import APPROVE
from motcua.onestop.dossiers.api import Dossier, mark_digitised


@transaction.atomic
def decide_digital_paper(digital_id: int, *, approved: bool, reason: str = "", actor: Actor) -> DigitalPaper:
    """Approve (code 2) or reject (code 3) what waits; a rejected paper counts as not digitised until it is signed again.

    Errors: `NotFound` for a paper the actor may not see, `Conflict` when it is decided or the actor digitised it himself,
    `InvalidInput` for a rejection without reason, `Forbidden`.
    """
    require(actor, APPROVE)
    visible = DigitalPaper.objects.filter(dossier__in=Dossier.objects.visible_to(actor))
    digital = visible.select_for_update(of=("self",)).filter(pk=digital_id).first()
    if digital is None:
        raise NotFound(words("There is no such paper that you may see."))
    if digital.approval != DigitalPaper.Approval.WAITING:
        raise Conflict(words("This digital paper is decided already."))
    if digital.digitised_by_account == actor.account_id:
        raise Conflict(words("Who digitised a paper does not approve it."), way_out=words("Leave it to another head."))
    if not approved and not reason.strip():
        message = words("Write what is wrong, so that it can be put right.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    digital.approval = DigitalPaper.Approval.APPROVED if approved else DigitalPaper.Approval.REJECTED
    digital.decided_at, digital.decided_by, digital.decided_reason = clock.now(), actor.name, reason.strip()
    digital.save(update_fields=["approval", "decided_at", "decided_by", "decided_reason"])
    if not approved:
        mark_digitised(digital.paper_id, digitised=False, actor=actor)
    return digital
