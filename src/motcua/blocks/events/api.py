"""What happened: recorded once, sealed, and told to those who want to hear."""

from motcua.blocks.events.actions.record import record
from motcua.blocks.events.actions.subscribe import Handler, Subscription, subscribe, subscriptions
from motcua.blocks.events.models import Event, Seal
from motcua.blocks.events.queries.timeline import timeline

__all__ = ["Event", "Handler", "Seal", "Subscription", "record", "subscribe", "subscriptions", "timeline"]
