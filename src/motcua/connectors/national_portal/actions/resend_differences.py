"""Put differences right: send what the portal misses or holds with another status."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.connectors.national_portal.actions.resend import resend_dossier
from motcua.connectors.national_portal.models import Difference
from motcua.connectors.national_portal.rights import RESEND
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


def resend_difference(difference_id: int, *, actor: Actor) -> None:
    """Send the dossier of one difference as it is now. Errors: `Forbidden`, `NotFound` (also when only the portal has it)."""
    require(actor, RESEND)
    difference = Difference.objects.exclude(kind="missing_here").filter(pk=difference_id, resent_at__isnull=True).first()
    if difference is None:
        raise NotFound(words("There is no such difference that can be put right by sending."))
    _resend(difference, actor)


def resend_differences(run_id: int, *, actor: Actor, most: int = 500) -> int:
    """Send every dossier that the portal misses or holds differently in this comparison; returns how many."""
    require(actor, RESEND)
    found = Difference.objects.exclude(kind="missing_here").filter(run_id=run_id, resent_at__isnull=True).order_by("id")[:most]
    for difference in found:
        _resend(difference, actor)
    return len(found)


@transaction.atomic
def _resend(difference: Difference, actor: Actor) -> None:
    resend_dossier(difference.code, actor=actor)
    Difference.objects.filter(pk=difference.pk).update(resent_at=clock.now())
