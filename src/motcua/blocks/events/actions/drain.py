"""Seal new events and hand them to those who want to hear."""

from collections.abc import Mapping

from django.db import connection, transaction

from motcua.blocks.events.actions.subscribe import subscriptions
from motcua.blocks.events.models import Event, Seal
from motcua.blocks.events.rules.sealing import COLUMNS, START, Link, leaf, merkle_root, pack_leaves
from motcua.blocks.jobs.api import enqueue
from motcua.kernel import clock

DELIVER = "events.deliver"
LOCK = 7_303_014  # any number that no other advisory lock of the house uses


def drain(limit: int = 1000) -> int:
    """Seal up to `limit` new events in the order of their ids and enqueue one job per subscriber who hears of any of them.

    All in one transaction; two drains at once do not meet: the second finds the first at work and returns 0.
    """
    unsealed = Event.objects.filter(seal__isnull=True).order_by("id")
    if not unsealed.exists():
        return 0
    with transaction.atomic():
        if not _alone():
            return 0
        events = list(unsealed[:limit])
        if not events:
            return 0
        seal = seal_over({event.pk: leaf([getattr(event, column) for column in COLUMNS]) for event in events})
        Event.objects.filter(pk__in=[event.pk for event in events], seal__isnull=True).update(seal=seal)
        for subscription in subscriptions():
            ids = [event.pk for event in events if not subscription.kinds or event.kind in subscription.kinds]
            if ids:
                enqueue(DELIVER, subscription.name, ids, serial=f"events.{subscription.name}")
    return len(events)


def _alone() -> bool:
    """Whether no other process drains now; SQLite's single writer sees to it by itself."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchall()[0][0])


def seal_over(leaves: Mapping[int, bytes]) -> Seal:
    """The next link, over these leaves by the id of their event in ascending order; the caller keeps other drains away."""
    ids = list(leaves)
    last = Seal.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, START)
    link = Link(
        sequence=last[0] + 1,
        first_id=ids[0],
        last_id=ids[-1],
        count=len(ids),
        merkle_root=merkle_root(list(leaves.values())).hex(),
        previous_hash=last[1],
        sealed_at=clock.real_now(),
    )
    return Seal.objects.create(
        sequence=link.sequence,
        first_id=link.first_id,
        last_id=link.last_id,
        count=link.count,
        merkle_root=link.merkle_root,
        previous_hash=link.previous_hash,
        hash=link.hash(),
        sealed_at=link.sealed_at,
        leaves=pack_leaves(leaves),
    )
