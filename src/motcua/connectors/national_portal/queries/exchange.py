"""How the exchange stands: for the operator's pages. Keys and hashes only, nothing personal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from motcua.blocks.permissions.api import require
from motcua.connectors.national_portal.models import (
    Difference,
    Line,
    NationalFiling,
    NationalProcedure,
    OutboxMessage,
    Reconciliation,
)
from motcua.connectors.national_portal.rights import SEE
from motcua.connectors.national_portal.rules.catalogue import CatalogueDifference, Entry, catalogue_differences, entry_of
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.dossiers.api import Dossier

PAGE = 50
_UNSENT = ~Q(state="sent")


@dataclass(frozen=True, slots=True)
class Standing:
    """Counters of the outbox and of filings, and the line. Moments are real."""

    waiting: int
    set_aside: int
    held: int
    oldest_waiting: datetime | None
    delivered: int
    line: Line | None
    filings_waiting: int
    filings_refused: int
    last_run: Reconciliation | None
    open_differences: int


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything told about one dossier, in order."""

    code: str
    messages: Sequence[OutboxMessage]


def standing(*, actor: Actor) -> Standing:
    """The exchange at a glance. Delivered messages are told by their number so far, which only grows. Seven statements."""
    require(actor, SEE)
    counts = OutboxMessage.objects.filter(_UNSENT).aggregate(
        waiting=Count("pk", filter=Q(state="waiting")),
        set_aside=Count("pk", filter=Q(state="set_aside")),
        oldest=Min("created_at", filter=Q(state="waiting")),
    )
    aside = OutboxMessage.objects.filter(state="set_aside").values("dossier_id")
    total = OutboxMessage.objects.count() - counts["waiting"] - counts["set_aside"]
    last = Reconciliation.objects.order_by("-id").first()
    filings = NationalFiling.objects.aggregate(
        waiting=Count("pk", filter=Q(state="waiting")), refused=Count("pk", filter=Q(state="refused"))
    )
    return Standing(
        waiting=counts["waiting"],
        set_aside=counts["set_aside"],
        held=OutboxMessage.objects.filter(state="waiting", dossier_id__in=aside).count(),
        oldest_waiting=counts["oldest"],
        delivered=total,
        line=Line.objects.first(),
        filings_waiting=filings["waiting"],
        filings_refused=filings["refused"],
        last_run=last,
        open_differences=last.differences.filter(resent_at__isnull=True).count() if last else 0,
    )


def troubled(*, actor: Actor) -> Sequence[OutboxMessage]:
    """Messages set aside, and those that failed and wait to be tried again: the oldest first, without their content."""
    require(actor, SEE)
    found = OutboxMessage.objects.filter(Q(state="set_aside") | Q(state="waiting", attempts__gt=0))
    return list(found.select_related("dossier").defer("payload", "dossier__answers", "dossier__fees").order_by("state", "id")[:PAGE])


def proof_of(code: str, *, actor: Actor) -> Proof:
    """What was told about a dossier, each with the reply that proves it. `NotFound` for an unknown code."""
    require(actor, SEE)
    dossier_id = Dossier.objects.filter(code=code).values_list("pk", flat=True).first()
    if dossier_id is None:
        raise NotFound(words("There is no dossier with this code."))
    messages = OutboxMessage.objects.filter(dossier_id=dossier_id).select_related("call").defer("payload", "call__reply")
    return Proof(code, list(messages.order_by("sequence")))


def runs(*, actor: Actor) -> Sequence[Reconciliation]:
    """The last comparisons, the newest first, with how many differences each found."""
    require(actor, SEE)
    return list(Reconciliation.objects.annotate(found=Count("differences")).order_by("-id")[:20])


def differences_of(run_id: int, *, actor: Actor) -> Sequence[Difference]:
    """The differences of one comparison, at most 500."""
    require(actor, SEE)
    return list(Difference.objects.filter(run_id=run_id).order_by("kind", "code")[:500])


def filings(*, after: int | None, actor: Actor) -> tuple[Sequence[NationalFiling], int | None]:
    """Filings of the national portal, the newest first, and the key of the next page."""
    require(actor, SEE)
    found = NationalFiling.objects.select_related("dossier").defer("content", "dossier__answers", "dossier__fees").order_by("-id")
    rows = list((found.filter(pk__lt=after) if after else found)[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def catalogue_standing(*, actor: Actor) -> tuple[datetime | None, Sequence[CatalogueDifference]]:
    """When the national list was read last, and on which procedures it differs from what we publish."""
    require(actor, SEE)
    theirs = list(NationalProcedure.objects.filter(is_public=True))
    entries = [Entry(one.code, one.name, one.field_code, one.level) for one in theirs]
    read_at = NationalProcedure.objects.order_by("-read_at").values_list("read_at", flat=True).first()
    return read_at, catalogue_differences([entry_of(content) for content in list_procedures()], entries)
