"""Write down that somebody read personal data, and for what."""

from collections.abc import Mapping
from datetime import datetime

from motcua.blocks.audit.rules.kinds import PERSONAL_DATA_READ
from motcua.blocks.events.api import Event, record
from motcua.kernel.actor import Actor


def record_access(
    *,
    actor: Actor,
    subject_id: int,
    purpose: str,
    at: datetime,
    stream: str = "",
    stream_id: int = 0,
    details: Mapping[str, object] | None = None,
) -> Event:
    """Record that `actor` read the data of party `subject_id` for `purpose`, in the caller's transaction.

    `stream` and `stream_id` name the thing in which it was read; without them the event stands in the party's own
    stream "subject"; `details` say more of it. An empty purpose raises ValueError.
    """
    if not purpose.strip():
        raise ValueError("reading personal data needs a purpose")
    unit_id = actor.holdings[0].unit_id if actor.holdings else None
    return record(
        stream or "subject",
        stream_id if stream else subject_id,
        PERSONAL_DATA_READ,
        actor=actor,
        at=at,
        unit_id=unit_id,
        subject_id=subject_id,
        payload={**(details or {}), "purpose": purpose},
    )
