"""The owner takes the matter back: who acted for him loses access at once."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, words
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Mandate
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import FOLLOW


@transaction.atomic
def end_mandate(code: str, *, actor: Actor) -> Dossier:
    """End that somebody acts for the owner; the owner may, and who acted may step back. The record of the mandate stays.

    The owner becomes the submitter, so that whoever asks who may see the dossier gets one answer.
    Errors: `Conflict` when nobody acts (any more), `NotFound`, `Forbidden` for others.
    """
    require(actor, FOLLOW)
    dossier = locked_dossier(code, actor)
    if actor.kind != "citizen":
        raise Forbidden(words("Only the owner, or who acts for the owner, can end this."))
    mandate = (
        Mandate.objects.select_for_update(of=("self",)).select_related("submitter").filter(dossier=dossier, ended_at__isnull=True).first()
    )
    if mandate is None:
        raise Conflict(words("Nobody acts for the owner of this dossier."), code="nobody_acts")
    now = clock.now()
    mandate.ended_at = now
    mandate.save(update_fields=["ended_at"])
    payload = {"name": mandate.submitter.full_name, "acting": mandate.acting, "by_owner": actor.party_id == dossier.owner_id}
    dossier.submitter_id, dossier.acting = dossier.owner_id, Dossier.Acting.SELF
    dossier.messages_to = Dossier.MessagesTo.OWNER
    dossier.save(update_fields=["submitter", "acting", "messages_to"])
    record_step(dossier, DossierEvent.MANDATE_ENDED, actor=actor, at=now, payload=payload)
    return dossier
