"""Deliveries for the operator."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from motcua.blocks.notices.models import Delivery
from motcua.blocks.notices.rights import OPERATE
from motcua.blocks.notices.rules.states import State
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deliveries wait, are under way, and failed."""

    queued: int
    sent: int
    failed: int


def deliveries(actor: Actor, *, state: str = "", about: str = "", before: int | None = None) -> QuerySet[Delivery]:
    """Deliveries, newest first; of one state, or about one thing (such as the code of a dossier). Errors: `Forbidden`."""
    require(actor, OPERATE)
    rows = Delivery.objects.select_related("notice__version__template").order_by("-id")
    if state:
        rows = rows.filter(state=state)
    if about:
        rows = rows.filter(notice__about_text=about.strip())
    return rows.filter(pk__lt=before) if before is not None else rows


def delivery_counts(actor: Actor) -> Counts:
    """What waits and what failed. One query."""
    require(actor, OPERATE)
    found = Delivery.objects.filter(state__in=[State.QUEUED, State.SENT, State.FAILED]).aggregate(
        queued=Count("pk", filter=Q(state=State.QUEUED)),
        sent=Count("pk", filter=Q(state=State.SENT)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )
    return Counts(**found)


def masked(address: str) -> str:
    """An address as an operator sees it: enough to recognise, not enough to use."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:2]}…@{host}"
    return f"{address[:4]}…{address[-2:]}" if len(address) > 6 else "…"
