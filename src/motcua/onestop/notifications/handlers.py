"""Reactions to events; joined in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.onestop.notifications.actions.plan_reminder import plan_reminder
from motcua.onestop.notifications.actions.tell import tell
from motcua.onestop.notifications.rules.kinds import CITIZEN_EVENTS, REMINDED

KINDS = tuple(sorted(CITIZEN_EVENTS))


def tell_people(events: Sequence[Event]) -> None:
    """Note the messages of a batch; each event by itself, so that a batch begun twice tells nothing twice."""
    for event in events:
        tell(event)
        if event.kind in REMINDED:
            plan_reminder(event)
