"""Seal what was recorded for others than the subscribers: acts noted afterwards, as of the moment when they happened."""

from collections.abc import Collection

from django.db import connection

from motcua.blocks.events.actions.adopt_events import keep_drains_away
from motcua.blocks.events.actions.drain import seal_over
from motcua.blocks.events.models import Event
from motcua.blocks.events.rules.sealing import COLUMNS, leaf


def seal_untold(stream: str, stream_ids: Collection[int]) -> int:
    """Seal the new events of these things, in the transaction that recorded them; no subscriber hears of them. Returns how many.

    Raises RuntimeError outside a transaction: a drain could have told them already.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("seal_untold() needs the transaction that recorded the events")
    keep_drains_away()
    events = list(Event.objects.filter(stream=stream, stream_id__in=stream_ids, seal__isnull=True).order_by("id"))
    if events:
        seal = seal_over({event.pk: leaf([getattr(event, column) for column in COLUMNS]) for event in events})
        Event.objects.filter(pk__in=[event.pk for event in events], seal__isnull=True).update(seal=seal)
    return len(events)
