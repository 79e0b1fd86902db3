"""What happened: recorded once, sealed, and told to those who want to hear."""

from motcua.blocks.events.actions.adopt_events import Happened, adopt_events
from motcua.blocks.events.actions.drain import drain
from motcua.blocks.events.actions.record import record, record_many
from motcua.blocks.events.actions.seal_untold import seal_untold
from motcua.blocks.events.actions.subscribe import Handler, Subscription, subscribe, subscriptions
from motcua.blocks.events.models import Event, Seal
from motcua.blocks.events.queries.timeline import timeline
from motcua.blocks.events.rules.sealing import COLUMNS, START, leaf, merkle_root, unpack_leaves

__all__ = [
    "COLUMNS",
    "START",
    "Event",
    "Handler",
    "Happened",
    "Seal",
    "Subscription",
    "adopt_events",
    "drain",
    "leaf",
    "merkle_root",
    "record",
    "record_many",
    "seal_untold",
    "subscribe",
    "subscriptions",
    "timeline",
    "unpack_leaves",
]
