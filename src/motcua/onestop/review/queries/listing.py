"""Decisions and reviews, newest first."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, QuerySet
from django.db.models.base import Model

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.review.models import AgencyReview, PublicationDecision
from motcua.onestop.review.rights import READ

PAGE = 30
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """Some rows and the key of the next page."""

    rows: list[Row]
    next_after: int | None


def decisions(*, after: int | None = None, actor: Actor) -> Listed[PublicationDecision]:
    """Publication decisions, the last recorded first, each with the number of its procedures. One query."""
    require(actor, READ)
    return _page(PublicationDecision.objects.annotate(amount=Count("procedures")), after)


def reviews(*, after: int | None = None, actor: Actor) -> Listed[AgencyReview]:
    """Review reports, the last recorded first, each with the number of its procedures. One query."""
    require(actor, READ)
    return _page(AgencyReview.objects.select_related("agency").annotate(amount=Count("procedures")), after)


def decision(pk: int, *, actor: Actor) -> PublicationDecision:
    """One decision with its lines; `NotFound`."""
    require(actor, READ)
    found = PublicationDecision.objects.select_related("issuer").prefetch_related("procedures").filter(pk=pk).first()
    if found is None:
        raise NotFound(words("There is no such decision."))
    return found


def review(pk: int, *, actor: Actor) -> AgencyReview:
    """One review report with its procedures; `NotFound`."""
    require(actor, READ)
    found = AgencyReview.objects.select_related("agency").prefetch_related("procedures").filter(pk=pk).first()
    if found is None:
        raise NotFound(words("There is no such review."))
    return found


def _page(rows: QuerySet[Row], after: int | None) -> Listed[Row]:
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shown = list(rows.order_by("-pk")[: PAGE + 1])
    return Listed(shown[:PAGE], shown[PAGE - 1].pk if len(shown) > PAGE else None)
