"""Note that a slip has been printed and signed."""

from django.db import transaction

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Slip
from motcua.onestop.dossiers.rights import SIGN


@transaction.atomic
def note_printed_slip(slip_id: int, stored: StoredFile, *, actor: Actor) -> Slip:
    """Keep the signed file with its slip, once: a slip that has a file keeps it."""
    require(actor, SIGN)
    slip = Slip.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=slip_id)
    if slip.file_id is not None:
        return slip
    slip.file = stored
    slip.save(update_fields=["file"])
    payload = {"form": slip.form, "number": slip.number, "sha256": stored.sha256}
    record_step(slip.dossier, DossierEvent.SLIP_PRINTED, actor=actor, at=clock.now(), unit_id=slip.unit_id, payload=payload)
    return slip
