"""Draining, every second, and delivery to one subscriber."""

from motcua.blocks.events.actions.drain import DELIVER, drain
from motcua.blocks.events.actions.subscribe import subscriptions
from motcua.blocks.events.models import Event
from motcua.blocks.jobs.api import every, job
from motcua.kernel.errors import Fault

_BATCH = 1000


@job("events.drain", retries=0)
def drain_all() -> None:
    """Drain until nothing new is left."""
    while drain(_BATCH) == _BATCH:
        pass


@job(DELIVER, retries=8)
def deliver(subscriber: str, event_ids: list[int]) -> None:
    """Hand one batch to one subscriber."""
    for subscription in subscriptions():
        if subscription.name == subscriber:
            subscription.handler(list(Event.objects.filter(pk__in=event_ids).order_by("id")))
            return
    raise Fault(f"no subscriber is called {subscriber}")


every(1, drain_all)
