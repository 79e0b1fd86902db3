"""Reactions to the events of dossiers; joined to them in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.connectors.national_portal.actions.write_outbox import write_outbox
from motcua.connectors.national_portal.rules.codes import KINDS

__all__ = ["KINDS", "tell_the_portal"]


def tell_the_portal(events: Sequence[Event]) -> None:
    """Write the messages of these events into the outbox; a job sends them."""
    write_outbox(events)
