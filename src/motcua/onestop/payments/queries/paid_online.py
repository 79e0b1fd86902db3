"""Which dossiers were paid by a gateway, and since when: cash, transfers and cash on delivery are not online payment."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Min

from motcua.onestop.payments.models import Transaction
from motcua.onestop.payments.rules.states import Paying


def paid_online(dossier_ids: Collection[int]) -> Mapping[int, datetime]:
    """Dossiers with a payment by a gateway that stands (not given back whole), by the first moment of one. One query."""
    standing = Transaction.objects.counted().filter(means=Transaction.Means.ONLINE, state=Paying.SUCCEEDED)
    found = standing.filter(request__dossier__in=dossier_ids).values_list("request__dossier_id").annotate(first=Min("paid_at"))
    return dict(found.order_by())
