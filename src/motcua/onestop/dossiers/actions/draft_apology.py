"""Draft the apology of a dossier whose limit is near; the head of the agency signs it, or the dossier is done in time."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import schedule_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Apology
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.rights import DRAFT_APOLOGY
from motcua.onestop.dossiers.rules.terms import is_nearly_late
from motcua.onestop.dossiers.rules.transitions import RUNNING


@transaction.atomic
def draft_apology(dossier_id: int, *, actor: Actor) -> bool:
    """Draft slip 04 once for a due moment (NĐ 61/2018 a.19: before the limit passes); whether a draft was made.

    Nothing happens when the dossier is done, waits, has time left, or has had its one new date.
    """
    require(actor, DRAFT_APOLOGY)
    dossier = locked_dossier_by_id(dossier_id, actor)
    now = clock.now()
    if dossier.status not in RUNNING or dossier.due_at is None or dossier.clock_from is None:
        return False
    if not is_nearly_late(schedule_of(dossier.competent_id), dossier.clock_from, dossier.due_at, now):
        return False
    draft = Apology.objects.filter(dossier=dossier).first() or Apology(dossier=dossier)
    if draft.signed_at is not None or draft.due_at == dossier.due_at:
        return False
    draft.due_at, draft.drafted_at = dossier.due_at, now
    draft.save()
    record_step(dossier, DossierEvent.APOLOGY_DRAFTED, actor=actor, at=now, payload={"due_at": dossier.due_at.isoformat()})
    return True
