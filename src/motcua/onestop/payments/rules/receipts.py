"""Receipts: one for the fees and one for the charges of a payment, each with its own numbers (NĐ 123/2020, TT 78/2021 [likely])."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.kernel.money import in_words

TITLES: Mapping[str, str] = {
    "fee": "Biên lai thu phí",
    "charge": "Biên lai thu lệ phí",
    "obligation": "Biên lai thu nghĩa vụ tài chính",
}
MEANS: Mapping[str, str] = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Thanh toán trực tuyến"}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a receipt gets its number: a template (mẫu số) and a series (ký hiệu)."""

    template: str
    series: str


def slot_of(kind: str, templates: Mapping[str, str], series: str, day: date) -> Slot:
    """The template of a kind and the series of the year: its last two digits stand for `{yy}`."""
    return Slot(templates[kind], series.replace("{yy}", f"{day:%y}"))


def by_kind(items: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The lines of a payment, one list per kind, in a fixed order."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for item in items:
        found.setdefault(str(item["kind"]), []).append(item)
    return {kind: found[kind] for kind in TITLES if kind in found}


def share_refund(amount: int, receipts: Sequence[int]) -> list[int]:
    """How a refund is taken off receipts with these amounts left: from the last one backwards, never more than there is."""
    taken = [0] * len(receipts)
    for position in range(len(receipts) - 1, -1, -1):
        taken[position] = min(receipts[position], amount)
        amount -= taken[position]
    if amount:
        raise ValueError("a refund cannot be more than its receipts")
    return taken


def amount_in_words(amount: int) -> str:
    """As receipts ask for: Mười sáu nghìn đồng."""
    return in_words(amount)
