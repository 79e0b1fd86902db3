"""Hold our payments of a day against the gateway's file and the treasury's statement."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.payments.models import Mismatch, Refund, Settlement, SettlementLine, Transaction
from motcua.onestop.payments.queries.province import province_path
from motcua.onestop.payments.rights import RECONCILE
from motcua.onestop.payments.rules.matching import MATCHED, PAID, REFUNDED, Entry, Finding, compare
from motcua.onestop.payments.rules.states import IN_HAND, Returning

BATCH = 1000


@transaction.atomic
def reconcile(settlement_id: int, *, actor: Actor) -> Settlement:
    """Compare three sides; exceptions found before and resolved keep their resolution.

    Streams from the database sorted by reference, so that a day of any size needs the same memory and the same few queries.
    Errors: `NotFound`, `Conflict` when the day is signed off, `Forbidden`.
    """
    require(actor, RECONCILE, unit_path=province_path())
    settlement = Settlement.objects.select_for_update().filter(pk=settlement_id).first()
    if settlement is None:
        raise NotFound(words("There is no such settlement."))
    if settlement.signed_off_at is not None:
        raise Conflict(words("This day is signed off."), code="signed_off")
    at = clock.now()
    counts = _note(settlement, at)
    _mark_settled(settlement)
    settlement.counts, settlement.compared_at = dict(counts), at
    settlement.save(update_fields=["counts", "compared_at"])
    return settlement


def _note(settlement: Settlement, at: datetime) -> Counter[str]:
    """Count every class and keep the exceptions."""
    Mismatch.objects.filter(settlement=settlement, resolved_at__isnull=True).delete()
    counts: Counter[str] = Counter()
    rows: list[Mismatch] = []
    credited = _lines(settlement, SettlementLine.Side.TREASURY) if settlement.with_treasury else None
    for finding in compare(_ours(settlement), _lines(settlement, SettlementLine.Side.GATEWAY), credited):
        counts.update(finding.kinds)
        if finding.kinds != (MATCHED,):
            rows += [_mismatch(settlement, finding, kind) for kind in finding.kinds]
        if len(rows) >= BATCH:
            _keep(rows)
            rows = []
    _keep(rows)
    return counts


def _keep(rows: list[Mismatch]) -> None:
    Mismatch.objects.bulk_create(rows, ignore_conflicts=True)  # the one that is there already was resolved


def _mismatch(settlement: Settlement, finding: Finding, kind: str) -> Mismatch:
    us, them = finding.ours, finding.theirs
    return Mismatch(
        settlement=settlement,
        reference=finding.reference,
        kind=kind,
        ours=us.amount if us else None,
        our_status=us.status if us else "",
        theirs=them.amount if them else None,
        their_status=them.status if them else "",
        credited=finding.credited,
    )


def _ours(settlement: Settlement) -> Iterator[Entry]:
    """Payments and refunds of the day that no other day has settled, and whatever else the file names."""
    day, gateway = settlement.day, settlement.gateway
    elsewhere = Q(settled_on__isnull=False) & ~Q(settled_on=day)
    listed = settlement.lines.filter(side=SettlementLine.Side.GATEWAY).values("reference")
    payments, refunds = Transaction.objects.filter(gateway=gateway), Refund.objects.filter(transaction__gateway=gateway)
    return merge(
        _entries(payments.filter(paid_on=day, state__in=IN_HAND).exclude(elsewhere)),
        _entries(payments.filter(reference__in=listed).exclude(Q(paid_on=day, state__in=IN_HAND) & ~elsewhere)),
        _returned(refunds.filter(done_on=day, state=Returning.DONE).exclude(elsewhere)),
        _returned(refunds.filter(reference__in=listed).exclude(Q(done_on=day, state=Returning.DONE) & ~elsewhere)),
        key=attrgetter("reference"),
    )


def _entries(payments: QuerySet[Transaction]) -> Iterator[Entry]:
    rows = _sorted(payments).values_list("reference", "amount", "state")
    for reference, amount, state in rows.iterator(chunk_size=BATCH):
        yield Entry(reference, amount, PAID if state in IN_HAND else state)


def _returned(refunds: QuerySet[Refund]) -> Iterator[Entry]:
    for reference, amount, state in _sorted(refunds).values_list("reference", "amount", "state").iterator(chunk_size=BATCH):
        yield Entry(reference, amount, REFUNDED if state == Returning.DONE else state)


def _lines(settlement: Settlement, side: SettlementLine.Side) -> Iterator[Entry]:
    rows = _sorted(settlement.lines.filter(side=side)).values_list("reference", "amount", "status")
    for reference, amount, status in rows.iterator(chunk_size=BATCH):
        yield Entry(reference, amount, status)


def _sorted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """By code points, as the comparison merges them, whatever the collation of the database."""
    return rows.order_by(Collate("reference", "C" if connection.vendor == "postgresql" else "BINARY"))


def _mark_settled(settlement: Settlement) -> None:
    """What this file names is not looked for in the files of other days."""
    listed = settlement.lines.filter(side=SettlementLine.Side.GATEWAY).values("reference")
    open_ones = Transaction.objects.filter(gateway=settlement.gateway, settled_on__isnull=True, state__in=IN_HAND)
    open_ones.filter(reference__in=listed).update(settled_on=settlement.day)
    Refund.objects.filter(settled_on__isnull=True, state=Returning.DONE, reference__in=listed).update(settled_on=settlement.day)
