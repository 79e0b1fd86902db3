"""Take over what happened elsewhere or earlier: very many events at once, sealed, and told to nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import orjson
from django.db import connection, transaction

from motcua.blocks.bulk.api import Value, moment_text, set_ids_aside, write_rows
from motcua.blocks.events.actions.drain import LOCK, seal_over
from motcua.blocks.events.models import Event
from motcua.blocks.events.rules.sealing import COLUMNS, leaf
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_PER_SEAL = 5000


class Happened(NamedTuple):
    """One event as it was elsewhere; `at` is the legal moment at which it happened."""

    stream: str
    stream_id: int
    kind: str
    at: datetime
    actor: Actor
    unit_id: int | None
    subject_id: int | None
    payload: Mapping[str, object]


@transaction.atomic
def adopt_events(events: Sequence[Happened]) -> None:
    """Write events in the order given, sealed at once as links of the same chain.

    No subscriber hears of them: whoever adopts histories brings what follows from them along (roll-ups are rebuilt). The payload
    holds plain values only. New events of others wait meanwhile for their seal, not for their place.
    """
    if not events:
        return
    keep_drains_away()
    recorded_at = clock.real_now()
    ids = set_ids_aside(Event, len(events))
    for first in range(0, len(events), _PER_SEAL):
        _write(ids[first : first + _PER_SEAL], events[first : first + _PER_SEAL], recorded_at)


def _write(ids: range, events: Sequence[Happened], recorded_at: datetime) -> None:
    leaves = {}
    rows: list[list[Value]] = []
    recorded = moment_text(recorded_at)
    for pk, event in zip(ids, events, strict=True):
        stream, stream_id, kind, at, actor, unit_id, subject_id, payload = event
        name = actor.name[:200]
        leaves[pk] = leaf((pk, stream, stream_id, kind, at, recorded_at, actor.kind, actor.account_id, name, unit_id, subject_id, payload))
        text = orjson.dumps(payload).decode()
        rows.append(
            [pk, stream, stream_id, kind, moment_text(at), recorded, actor.kind, actor.account_id, name, unit_id, subject_id, text, 0]
        )
    seal = seal_over(leaves)
    for row in rows:
        row[-1] = seal.pk
    write_rows(Event, (*COLUMNS, "seal_id"), rows)


def keep_drains_away() -> None:
    """No drain seals meanwhile: the chain grows link by link. SQLite's single writer sees to it by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
