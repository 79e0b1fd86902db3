"""What a dossier owes, and the money of it, for those who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.models import FeeRequest, Refund, Transaction
from motcua.onestop.payments.rules.owed import dues_of
from motcua.onestop.payments.rules.states import OPEN


@dataclass(frozen=True, slots=True)
class Owed:
    """The money of one dossier: requests with their transactions, receipts and refunds; `amount` is what is open, in đồng.

    `exempt` are the lines of the dossier that cost nothing, with the reason.
    """

    requests: Sequence[FeeRequest]
    amount: int
    exempt: Sequence[dict[str, str]]

    @property
    def open(self) -> list[FeeRequest]:
        """Requests that can still be paid."""
        return [request for request in self.requests if request.state in OPEN]


def owed_of(dossier: Dossier) -> Owed:
    """What the dossier owes. Four queries at most. The caller has made sure that the dossier may be seen."""
    tried = Transaction.objects.order_by("pk").prefetch_related("receipts", Prefetch("refunds", Refund.objects.order_by("pk")))
    requests = list(FeeRequest.objects.filter(dossier=dossier).order_by("pk").prefetch_related(Prefetch("transactions", tried)))
    exempt = [dict(line) for line in dossier.fees if line.get("exempt")]
    if not requests:
        return Owed([], sum(due.amount for due in dues_of(dossier.fees)), exempt)
    return Owed(requests, sum(request.amount for request in requests if request.state in OPEN), exempt)


def transaction_of(reference: str, *, actor: Actor) -> Transaction | None:
    """A transaction by its reference, with its request and dossier; None when absent or hidden from the actor."""
    return Transaction.objects.visible_to(actor).select_related("request__dossier").filter(reference=reference).first()
