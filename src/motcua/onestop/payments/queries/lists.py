"""Lists of money for those who may see it: keyset pages, no counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.kernel.text import fold
from motcua.onestop.dossiers.api import Dossier, Status
from motcua.onestop.payments.models import FeeRequest, Mismatch, Receipt, Refund, Settlement
from motcua.onestop.payments.rights import TAKE_CASH
from motcua.onestop.payments.rules.states import OPEN

PAGE = 30


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """Some rows, and the key after which the next page begins (None at the end)."""

    rows: Sequence[Any]
    next_after: int | None


def waiting_for_fee(*, text: str = "", after: int | None = None, actor: Actor) -> MoneyPage:
    """Open requests of dossiers at the actor's desks, newest first; `text` is a code or the beginning of a name."""
    desks = [holding.unit_id for holding in holdings_with(actor, TAKE_CASH)]
    found = FeeRequest.objects.filter(state__in=OPEN, dossier__receiver_id__in=desks).exclude(dossier__status=Status.RETURNED)
    if text.strip():
        found = found.filter(Q(dossier__code=text.strip().upper()) | Q(dossier__search_text__startswith=fold(text)))
    return _page(found.select_related("dossier__procedure"), after)


def receipts_of(*, first: date | None = None, last: date | None = None, after: int | None = None, actor: Actor) -> MoneyPage:
    """Receipts of dossiers the actor may see, newest first."""
    found = Receipt.objects.filter(transaction__request__dossier__in=Dossier.objects.visible_to(actor))
    if first is not None:
        found = found.filter(issued_at__date__gte=first)
    if last is not None:
        found = found.filter(issued_at__date__lte=last)
    return _page(found.select_related("transaction__request__dossier", "collector"), after)


def refunds_of(*, state: str = "", after: int | None = None, actor: Actor) -> MoneyPage:
    """Refunds of dossiers the actor may see, newest first."""
    found = Refund.objects.visible_to(actor).select_related("transaction__request__dossier")
    return _page(found.filter(state=state) if state else found, after)


def refund_of(reference: str, *, actor: Actor) -> Refund | None:
    """One refund the actor may see."""
    found = Refund.objects.visible_to(actor).select_related("transaction__request__dossier", "transaction__request__collector")
    return found.filter(reference=reference).first()


def settlements() -> QuerySet[Settlement]:
    """Days and gateways, newest first."""
    return Settlement.objects.order_by("-day", "gateway")


def mismatches_of(settlement: Settlement, *, after: int | None = None) -> MoneyPage:
    """Exceptions of a day: the open ones first, by reference number of entry."""
    found = Mismatch.objects.filter(settlement=settlement)
    if after is not None:
        found = found.filter(pk__gt=after)
    rows = list(found.order_by("pk")[: PAGE + 1])
    return MoneyPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def _page(found: QuerySet[Any], after: int | None) -> MoneyPage:
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: PAGE + 1])
    return MoneyPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)
