"""Reactions to the events of decisions; joined to them in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.office.personnel.events import PersonnelEvent
from motcua.office.personnel.jobs import sign_decision_of

KINDS = (PersonnelEvent.ISSUED,)


def order_signature(events: Sequence[Event]) -> None:
    """Order each issued decision to be printed and signed."""
    for event in events:
        enqueue(sign_decision_of, event.stream_id, key=f"personnel-decision/{event.stream_id}")
