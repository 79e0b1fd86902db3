"""Reactions of the desk to the events of dossiers; joined in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.jobs import place_order, sign_slip_of
from motcua.onestop.dossiers.events import DossierEvent

SLIP_KINDS = (
    DossierEvent.RECEIVED,
    DossierEvent.REFUSED,
    DossierEvent.SUPPLEMENT_REQUESTED,
    DossierEvent.REAPPOINTED,
    DossierEvent.EXTENDED,
    DossierEvent.WITHDRAWN,
    DossierEvent.STOPPED,
)


def order_slips(events: Sequence[Event]) -> None:
    """Order every slip that a step issued to be printed and signed."""
    for event in events:
        slip = event.payload.get("slip")
        if slip:
            enqueue(sign_slip_of, slip, key=f"slip/{slip}")


POST_KINDS = (DeskEvent.POST_ORDERED,)


def order_post(events: Sequence[Event]) -> None:
    """Tell the post of every order."""
    for event in events:
        enqueue(place_order, event.stream_id, key=f"post/{event.stream_id}")
