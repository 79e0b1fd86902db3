"""Fetch a refund to act on it, with its dossier locked first."""

from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.api import Dossier, locked_dossier_by_id
from motcua.onestop.payments.models import Refund


def held_refund(reference: str, actor: Actor) -> tuple[Dossier, Refund]:
    """The dossier and the refund; `NotFound` when absent or hidden from the actor."""
    found = Refund.objects.visible_to(actor).filter(reference=reference).values_list("transaction__request__dossier_id", flat=True).first()
    if found is None:
        raise NotFound(words("There is no such refund that you may see."))
    dossier = locked_dossier_by_id(found, actor)
    return dossier, Refund.objects.select_related("transaction__request").get(reference=reference)
