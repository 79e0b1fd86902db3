"""Who wants to hear of which kinds of event; joined once per process by the wiring."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from motcua.blocks.events.models import Event

Handler = Callable[[Sequence[Event]], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One handler and the kinds it hears of; no kinds means all."""

    name: str
    kinds: frozenset[str]
    handler: Handler


_subscriptions: dict[str, Subscription] = {}


def subscribe(name: str, kinds: Iterable[str], handler: Handler) -> None:
    """Call `handler` in a job with each drained batch of events of these kinds (none named: of all kinds).

    Batches come in order and one at a time per subscriber, at least once: a handler does the same when called twice.
    The same name with another handler raises ValueError.
    """
    subscription = Subscription(name, frozenset(kinds), handler)
    if _subscriptions.setdefault(name, subscription) != subscription:
        raise ValueError(f"two subscribers are called {name}")


def subscriptions() -> tuple[Subscription, ...]:
    """Every subscription of this process."""
    return tuple(_subscriptions.values())
