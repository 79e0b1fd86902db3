"""Reactions to the events of dossiers; joined to them in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.jobs import file_externally_of, sign_result_of

KINDS = (DossierEvent.RESOLVED, DossierEvent.RECEIVED)


def order_follow_up(events: Sequence[Event]) -> None:
    """Order the result of each resolved dossier to be signed, and filings with other systems to be made."""
    for event in events:
        if event.kind == DossierEvent.RESOLVED and event.payload.get("result"):
            enqueue(sign_result_of, event.stream_id, key=f"sign/{event.stream_id}")
        elif event.kind == DossierEvent.RECEIVED and event.payload.get("external"):
            enqueue(file_externally_of, event.stream_id, key=f"file/{event.stream_id}")
