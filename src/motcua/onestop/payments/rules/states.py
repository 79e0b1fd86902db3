"""The states of a request for payment, of a transaction and of a refund, and the turns from one to the next.

Source: objects and states of the national payment messages (domain 9.3): chưa thanh toán, chờ thanh toán, đã thanh toán, hoàn phí,
hủy thanh toán; khởi tạo, thành công, thất bại.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NoReturn

from motcua.kernel.errors import Conflict, words


class Asked(StrEnum):
    """A request for payment."""

    UNPAID = "unpaid"
    PENDING = "pending"
    PAID = "paid"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


class Paying(StrEnum):
    """A transaction."""

    STARTED = "started"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    REFUNDED = "refunded"


class Returning(StrEnum):
    """A refund."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SENT = "sent"
    DONE = "done"


ASKED: Mapping[Asked, frozenset[Asked]] = {
    Asked.UNPAID: frozenset({Asked.PENDING, Asked.PAID, Asked.CANCELLED}),
    Asked.PENDING: frozenset({Asked.UNPAID, Asked.PAID, Asked.CANCELLED}),
    Asked.PAID: frozenset({Asked.REFUNDED}),
    Asked.REFUNDED: frozenset(),
    Asked.CANCELLED: frozenset(),
}
# money that came in after a payment was given up still came in: a failed transaction may succeed late
PAYING: Mapping[Paying, frozenset[Paying]] = {
    Paying.STARTED: frozenset({Paying.SUCCEEDED, Paying.FAILED}),
    Paying.FAILED: frozenset({Paying.SUCCEEDED}),
    Paying.SUCCEEDED: frozenset({Paying.REFUNDED}),
    Paying.REFUNDED: frozenset(),
}
RETURNING: Mapping[Returning, frozenset[Returning]] = {
    Returning.REQUESTED: frozenset({Returning.APPROVED, Returning.REJECTED}),
    Returning.APPROVED: frozenset({Returning.SENT, Returning.DONE}),
    Returning.SENT: frozenset({Returning.DONE}),
    Returning.REJECTED: frozenset(),
    Returning.DONE: frozenset(),
}
OPEN = frozenset({Asked.UNPAID, Asked.PENDING})
IN_HAND = frozenset({Paying.SUCCEEDED, Paying.REFUNDED})

ASKED_WORDS: Mapping[Asked, str] = {
    Asked.UNPAID: words("Not paid"),
    Asked.PENDING: words("Payment under way"),
    Asked.PAID: words("Paid"),
    Asked.REFUNDED: words("Refunded"),
    Asked.CANCELLED: words("No longer asked for"),
}
PAYING_WORDS: Mapping[Paying, str] = {
    Paying.STARTED: words("Started"),
    Paying.SUCCEEDED: words("Succeeded"),
    Paying.FAILED: words("Did not succeed"),
    Paying.REFUNDED: words("Refunded"),
}
RETURNING_WORDS: Mapping[Returning, str] = {
    Returning.REQUESTED: words("Waiting for approval"),
    Returning.APPROVED: words("Approved"),
    Returning.REJECTED: words("Not approved"),
    Returning.SENT: words("On its way"),
    Returning.DONE: words("Given back"),
}


def asked_after(state: str, wished: Asked) -> Asked:
    """The request's state after a turn; `Conflict` when the turn is not possible from where it is."""
    return wished if wished in ASKED[Asked(state)] else _refuse(ASKED_WORDS[Asked(state)])


def paying_after(state: str, wished: Paying) -> Paying:
    """The transaction's state after a turn; `Conflict` as above."""
    return wished if wished in PAYING[Paying(state)] else _refuse(PAYING_WORDS[Paying(state)])


def returning_after(state: str, wished: Returning) -> Returning:
    """The refund's state after a turn; `Conflict` as above."""
    return wished if wished in RETURNING[Returning(state)] else _refuse(RETURNING_WORDS[Returning(state)])


def _refuse(now: str) -> NoReturn:
    raise Conflict(
        words("This is not possible any more: it is now “%(state)s”."),
        code="moved_on",
        params={"state": now},
        way_out=words("Open the page again to see how things stand."),
    )
