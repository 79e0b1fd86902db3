"""Reactions to the events of dossiers; joined to them in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.jobs import carry_on_bundle_of, file_externally_of, sign_result_of

KINDS = (DossierEvent.RESOLVED, DossierEvent.RECEIVED)
ENDINGS = (DossierEvent.WITHDRAWN, DossierEvent.STOPPED)
BUNDLE_KINDS = (
    *ENDINGS,
    DossierEvent.TASK_COMPLETED,
    DossierEvent.RESOLVED,
    DossierEvent.RESULT_SIGNED,
    DossierEvent.SUPPLEMENT_REQUESTED,
    DossierEvent.SUPPLEMENT_ANSWERED,
    DossierEvent.PAYMENT_REQUESTED,
    DossierEvent.PAYMENT_SETTLED,
)


def order_follow_up(events: Sequence[Event]) -> None:
    """Order the result of each resolved dossier to be signed, and filings with other systems to be made."""
    for event in events:
        if event.kind == DossierEvent.RESOLVED and event.payload.get("result"):
            enqueue(sign_result_of, event.stream_id, key=f"sign/{event.stream_id}")
        elif event.kind == DossierEvent.RECEIVED and event.payload.get("external"):
            enqueue(file_externally_of, event.stream_id, key=f"file/{event.stream_id}")


def order_bundles(events: Sequence[Event]) -> None:
    """Let a bundle go on after every turn of a part, and take its parts with it when the whole has ended."""
    for event in events:
        whole = event.payload.get("part_of") or (event.stream_id if event.payload.get("bundle") and event.kind in ENDINGS else None)
        if isinstance(whole, int):
            enqueue(carry_on_bundle_of, whole, serial=f"bundle/{whole}", key=f"bundle/{whole}/{event.pk}")
