"""Fetch what a gateway and the treasury say of a day, and keep it line by line."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Fault, NotFound, words
from motcua.onestop.payments.events import STREAM, PaymentEvent
from motcua.onestop.payments.models import Settlement, SettlementLine
from motcua.onestop.payments.ports import StatementLine, gateways, partners, treasury
from motcua.onestop.payments.queries.province import province_path
from motcua.onestop.payments.rights import RECONCILE

BATCH = 2000


def load_settlement(gateway: str, day: date, *, actor: Actor) -> Settlement:
    """Take in the files of a day; taking them in again replaces the lines until the day is signed off.

    The files are fetched before anything is written. Errors: `NotFound` for an unknown gateway, `Conflict` when there is no
    file yet or the day is signed off, `Forbidden`.
    """
    require(actor, RECONCILE, unit_path=province_path())
    chosen = partners().get(gateway)
    if chosen is None:
        raise NotFound(words("There is no such gateway."))
    keeper = treasury() if gateway in gateways() else None  # a collector pays over to the agency itself: two sides
    try:
        lines = chosen.settlement(day)
        credited = keeper.statement(day, gateway) if keeper is not None else None
    except Fault as trouble:
        raise Conflict(
            words("There is no settlement of this day yet."), code="no_settlement", way_out=words("Partners settle a day after its end.")
        ) from trouble
    return _keep(gateway, day, lines, credited, actor)


@transaction.atomic
def _keep(gateway: str, day: date, lines: Iterable[StatementLine], credited: Iterable[StatementLine] | None, actor: Actor) -> Settlement:
    at = clock.now()
    settlement, _new = Settlement.objects.get_or_create(gateway=gateway, day=day, defaults={"loaded_at": at})
    settlement = Settlement.objects.select_for_update().get(pk=settlement.pk)
    if settlement.signed_off_at is not None:
        raise Conflict(words("This day is signed off; its files cannot be replaced."), code="signed_off")
    settlement.lines.all().delete()
    settlement.loaded_at, settlement.compared_at, settlement.with_treasury = at, None, credited is not None
    settlement.gateway_lines, settlement.gateway_sum = _store(settlement, SettlementLine.Side.GATEWAY, lines)
    settlement.treasury_lines, settlement.treasury_sum = _store(settlement, SettlementLine.Side.TREASURY, credited or ())
    settlement.save()
    payload = {"gateway": gateway, "day": day.isoformat(), "lines": settlement.gateway_lines}
    record(STREAM, 0, PaymentEvent.SETTLED, actor=actor, at=at, payload=payload)
    return settlement


def _store(settlement: Settlement, side: SettlementLine.Side, lines: Iterable[StatementLine]) -> tuple[int, int]:
    """Keep the lines in batches; how many there were, and the sum of what was paid, in đồng."""
    count = total = 0
    for batch in _batches(lines):
        rows = []
        for line in batch:
            count += 1
            total += line.amount if line.status == "paid" else 0
            rows.append(
                SettlementLine(
                    settlement=settlement,
                    side=side,
                    position=count,
                    reference=line.reference[:60],
                    amount=line.amount,
                    status=line.status[:10],
                    gateway_code=line.gateway_code[:60],
                )
            )
        SettlementLine.objects.bulk_create(rows)
    return count, total


def _batches(lines: Iterable[StatementLine]) -> Iterator[list[StatementLine]]:
    walk = iter(lines)
    while batch := list(islice(walk, BATCH)):
        yield batch
