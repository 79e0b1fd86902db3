"""Write down what happened, in the transaction of the action that did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from django.db import connection

from motcua.blocks.events.models import Event
from motcua.kernel import clock
from motcua.kernel.actor import Actor

_INSERT = (
    "INSERT INTO events_event (stream, stream_id, kind, at, recorded_at, actor_kind, actor_id, actor_name, unit_id, subject_id, payload) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)


def record(
    stream: str,
    stream_id: int,
    kind: str,
    *,
    actor: Actor,
    at: datetime,
    unit_id: int | None = None,
    subject_id: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> Event:
    """Record one event: one INSERT in the caller's transaction, after the writes it tells of.

    `at` is the legal moment, `unit_id` the unit in which it was done, `subject_id` the party it concerns. The payload
    holds text, numbers, booleans, lists and mappings; dates become text. Other values raise TypeError, and a call
    outside a transaction RuntimeError: the event would not stand or fall with the deed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() needs the transaction of the action whose event it records")
    text = orjson.dumps(payload or {}, option=orjson.OPT_PASSTHROUGH_SUBCLASS, default=_plain).decode()
    recorded_at = clock.real_now()
    adapt = connection.ops.adapt_datetimefield_value
    actor_name = actor.name[:200]
    values: list[str | int | None] = [
        stream, stream_id, kind, adapt(at), adapt(recorded_at), actor.kind, actor.account_id, actor_name, unit_id, subject_id, text,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        [(event_id,)] = cursor.fetchall()
    return Event(
        id=event_id,
        stream=stream,
        stream_id=stream_id,
        kind=kind,
        at=at,
        recorded_at=recorded_at,
        actor_kind=actor.kind,
        actor_id=actor.account_id,
        actor_name=actor_name,
        unit_id=unit_id,
        subject_id=subject_id,
        payload=orjson.loads(text),
    )


def record_many(
    stream: str, stream_ids: Sequence[int], kind: str, *, actor: Actor, at: datetime, payload: Mapping[str, object] | None = None
) -> None:
    """Record the same event of many things: one INSERT for some hundreds, in the caller's transaction (as `record`)."""
    if not connection.in_atomic_block:
        raise RuntimeError("record_many() needs the transaction of the action whose events it records")
    plain = orjson.loads(orjson.dumps(payload or {}, option=orjson.OPT_PASSTHROUGH_SUBCLASS, default=_plain))
    recorded_at = clock.real_now()
    Event.objects.bulk_create(
        Event(
            stream=stream,
            stream_id=stream_id,
            kind=kind,
            at=at,
            recorded_at=recorded_at,
            actor_kind=actor.kind,
            actor_id=actor.account_id,
            actor_name=actor.name[:200],
            payload=plain,
        )
        for stream_id in stream_ids
    )


def _plain(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | frozenset | set):
        return sorted(value, key=str) if isinstance(value, frozenset | set) else list(value)
    raise TypeError(f"an event cannot hold {type(value).__name__}")
