"""The life of an envelope at the public post: ordered, registered, handed over, delivered; or returned, revoked, lost."""

from collections.abc import Mapping
from enum import StrEnum

from motcua.kernel.errors import words


class ParcelState(StrEnum):
    """Where an envelope is; the post knows all but the first."""

    ORDERED = "ordered"
    REGISTERED = "registered"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    RETURNED = "returned"
    REVOKED = "revoked"
    LOST = "lost"


ON_THE_WAY = (ParcelState.ORDERED, ParcelState.REGISTERED, ParcelState.HANDED_OVER)
FINAL = frozenset({ParcelState.DELIVERED, ParcelState.RETURNED, ParcelState.REVOKED, ParcelState.LOST})
FAILED = (ParcelState.RETURNED, ParcelState.REVOKED, ParcelState.LOST)

STATE_WORDS: Mapping[ParcelState, str] = {
    ParcelState.ORDERED: words("Ordered, not yet confirmed by the post"),
    ParcelState.REGISTERED: words("Registered at the post"),
    ParcelState.HANDED_OVER: words("Handed over to the postman"),
    ParcelState.DELIVERED: words("Delivered"),
    ParcelState.RETURNED: words("Came back undelivered"),
    ParcelState.REVOKED: words("Order revoked"),
    ParcelState.LOST: words("Lost by the post"),
}


def is_news(state: str, step: int, *, known: str, known_step: int) -> bool:
    """Whether what the post says is later than what is known; nothing follows a final state but a parcel found again.

    A parcel reported lost may still be delivered or come back: the post looks for it.
    """
    if step <= known_step or state == ParcelState.ORDERED:
        return False
    if known == ParcelState.LOST:
        return state in (ParcelState.DELIVERED, ParcelState.RETURNED)
    return known not in FINAL
