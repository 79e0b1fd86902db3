"""Disputed readings: for the owner beside his readings, for the auditor as a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.onestop.vault.models import VaultDispute
from motcua.onestop.vault.rights import ANSWER

_MOST = 100


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute with the reading it is about."""

    dispute: VaultDispute
    reading: Event


def disputes_about(events: Iterable[int], actor: Actor) -> dict[int, VaultDispute]:
    """The actor's own disputes by the reading they are about."""
    return VaultDispute.objects.filter(subject_id=actor.party_id or 0).in_bulk(list(events), field_name="event_id")


def disputes(actor: Actor, *, answered: bool = False) -> Sequence[Disputed]:
    """Disputes to be answered, the oldest first; or those answered, the latest first. `Forbidden` for others than auditors."""
    require(actor, ANSWER)
    found = VaultDispute.objects.filter(answered_at__isnull=not answered).select_related("subject")
    rows = list(found.order_by("-answered_at" if answered else "id")[:_MOST])
    readings = Event.objects.in_bulk([row.event_id for row in rows])
    return [Disputed(row, readings[row.event_id]) for row in rows if row.event_id in readings]
