"""Who read a person's data, for that person to see."""

from django.db.models import QuerySet

from motcua.blocks.audit.rules.kinds import PERSONAL_DATA_READ
from motcua.blocks.events.api import Event


def accesses_of(subject_id: int) -> QuerySet[Event]:
    """Readings of this party's data, newest first; `payload["purpose"]` says why. The caller shows them to the party alone."""
    return Event.objects.filter(subject_id=subject_id, kind=PERSONAL_DATA_READ).order_by("-id")
