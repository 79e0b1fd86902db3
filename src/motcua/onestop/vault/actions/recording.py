"""One event per deed in a vault, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.events.api import record
from motcua.kernel.actor import Actor
from motcua.onestop.vault.events import STREAM, VaultEvent


def record_deed(
    kind: VaultEvent,
    pk: int,
    *,
    owner_id: int,
    actor: Actor,
    at: datetime,
    unit_id: int | None = None,
    payload: Mapping[str, object] | None = None,
) -> None:
    """Write the event; its subject is the owner of the vault, so that he finds it."""
    record(STREAM, pk, kind, actor=actor, at=at, unit_id=unit_id, subject_id=owner_id, payload=payload or {})
