"""Reactions to the events of dossiers; joined in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.digitisation.jobs import recognise_papers_of, review_standing_of

READ_KINDS = ("dossier.received", "dossier.supplement_answered", "dossier.paper_scanned")
STANDING_KINDS = ("dossier.received", "dossier.paper_digitised", "dossier.paper_scanned", "dossier.paper_reused", "dossier.result_signed")
KINDS = tuple(dict.fromkeys((*READ_KINDS, *STANDING_KINDS)))


def order_digitisation(events: Sequence[Event]) -> None:
    """Order what came to be read, and the standing of the dossier to be looked at."""
    for dossier_id in {event.stream_id for event in events if event.kind in READ_KINDS}:
        enqueue(recognise_papers_of, dossier_id, priority=-5)
    for dossier_id in {event.stream_id for event in events if event.kind in STANDING_KINDS}:
        enqueue(review_standing_of, dossier_id, serial=f"digital/{dossier_id}")
