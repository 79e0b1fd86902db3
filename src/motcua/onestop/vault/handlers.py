"""Reactions of the vault to the events of dossiers; joined in the wiring."""

from collections.abc import Sequence

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import enqueue
from motcua.onestop.vault.jobs import fill_vault_from

KINDS = ("dossier.received", "dossier.supplement_answered", "dossier.paper_digitised", "dossier.resolved", "dossier.result_signed")


def order_filling(events: Sequence[Event]) -> None:
    """Order the vault of each dossier's owner to be brought up to date, once for several events of one dossier.

    In a series, not under a key: a filling that is at work now may have looked already, so the next event needs its own.
    """
    for dossier_id in {event.stream_id for event in events}:
        enqueue(fill_vault_from, dossier_id, serial=f"vault/{dossier_id}")
