"""Whether everything of a dossier is digital: every paper on it, and its result."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.digitisation.models import DossierStanding
from motcua.onestop.digitisation.rights import WORK
from motcua.onestop.dossiers.api import Dossier, Paper, Result


@transaction.atomic
def review_standing(dossier_id: int, *, actor: Actor) -> DossierStanding | None:
    """Bring the standing of a received dossier up to date: done (2) when every paper is digitised or reused and the result is
    signed (where the procedure gives one). It looks at the dossier as it is, so it may be called at any time and twice.
    """
    require(actor, WORK)
    dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier_id)
    if dossier.received_at is None:
        return None
    standing, _new = DossierStanding.objects.get_or_create(dossier=dossier)
    done = _is_digital(dossier)
    if done == (standing.state == DossierStanding.State.DONE):
        return standing
    standing.state = DossierStanding.State.DONE if done else DossierStanding.State.WAITING
    standing.done_at = clock.now() if done else None
    standing.save(update_fields=["state", "done_at"])
    return standing


def _is_digital(dossier: Dossier) -> bool:
    """A component file and a result file, both digital (QĐ 766/QĐ-TTg counts dossiers that have both)."""
    papers = list(dossier.papers.values_list("component_key", "digitised"))
    keys = {key for key, _state in papers}
    digital = {key for key, state in papers if state != Paper.Digitised.NOT}
    if not keys or keys != digital:
        return False
    if content_of(dossier.version_id).result.kind != "paper":
        return True
    return Result.objects.filter(dossier=dossier, file__isnull=False).exists()
