"""What the desk needs from the public post (bưu chính công ích, QĐ 45/2016/QĐ-TTg)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """One end of the way."""

    name: str
    address: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PostOrder:
    """An order: our number, from whom, to whom, what, what the postman collects (đồng), and when it was ordered (legal time)."""

    number: str
    sender: Address
    receiver: Address
    description: str
    cod: int = 0
    pick_up: bool = False
    ordered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostNews:
    """What the post says: `state` is registered, handed_over, delivered, returned, revoked or lost; `step` grows with each."""

    number: str
    waybill: str
    state: str
    step: int
    reason: str = ""


class PublicPost(Protocol):
    """The post. It SHALL take one order per number; every trouble on the way raises `Fault`."""

    def order(self, order: PostOrder) -> PostNews:
        """Place the order; the same number again answers the order that is there."""

    def ask(self, number: str) -> PostNews:
        """Where the order stands."""

    def revoke(self, number: str) -> PostNews:
        """Call the order back; the answer tells whether it was still possible."""


_post: PublicPost | None = None


def use_public_post(post: PublicPost | None) -> None:
    """Wiring: which connector stands behind the port."""
    global _post
    _post = post


def public_post() -> PublicPost | None:
    """The connector, or None where the province has none: officers then enter waybill and state by hand."""
    return _post
