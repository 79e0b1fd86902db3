"""Dossiers that the tablet of a desk offers for rating: those whose result was handed over there a moment ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from motcua.onestop.dossiers.api import Dossier, Status

OFFERED_FOR = timedelta(minutes=20)
_MOST = 6


def to_rate(unit_id: int, now: datetime) -> Sequence[Dossier]:
    """Returned at this desk in the last twenty minutes and not rated yet, the latest first; parts of a bundle are left out. One query.

    The page shows code and minute only: the hall reads along.
    """
    fresh = Dossier.objects.filter(receiver_id=unit_id, status=Status.RETURNED, parent=None, ballot=None)
    return list(fresh.filter(returned_at__gt=now - OFFERED_FOR, returned_at__lte=now).order_by("-returned_at", "-pk")[:_MOST])
