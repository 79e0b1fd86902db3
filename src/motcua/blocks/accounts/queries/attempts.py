"""How many failures there were lately."""

from datetime import datetime

from django.db.models import Count, Q

from motcua.blocks.accounts.models import SignInAttempt
from motcua.blocks.accounts.rules.attempts import WINDOW, too_many


def is_slowed_down(*, name_key: str, address: str, now: datetime) -> bool:
    """Whether this name or this address has failed too often in the last quarter of an hour (one statement)."""
    on_name, from_here = Q(name_key=name_key), Q(address=address)
    counts = SignInAttempt.objects.filter(on_name | from_here, at__gt=now - WINDOW).aggregate(
        here_on_this_name=Count("pk", filter=on_name & from_here),
        on_this_name=Count("pk", filter=on_name),
        from_here=Count("pk", filter=from_here),
    )
    return too_many(**counts)
