"""From the lines of fees that stand on a dossier to requests for payment, and which of them cash at the desk settles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

BEFORE, DURING, AT_RETURN = "before", "during", "at_return"
FEE, CHARGE, OBLIGATION = "fee", "charge", "obligation"


@dataclass(frozen=True, slots=True)
class Item:
    """One line to be paid, in đồng."""

    key: str
    kind: str
    vi: str
    en: str
    amount: int

    def as_dict(self) -> dict[str, Any]:
        """Plain values, to keep with the request."""
        return {"key": self.key, "kind": self.kind, "vi": self.vi, "en": self.en, "amount": self.amount}


@dataclass(frozen=True, slots=True)
class Due:
    """What is asked for in one go, and when."""

    when: str
    items: tuple[Item, ...]

    @property
    def amount(self) -> int:
        """The sum in đồng."""
        return sum(item.amount for item in self.items)


def dues_of(fees: Iterable[Mapping[str, Any]]) -> list[Due]:
    """Lines collected at intake are one request, those collected with the result another; exempt lines ask for nothing."""
    due: dict[str, list[Item]] = {BEFORE: [], AT_RETURN: []}
    for line in fees:
        if line["amount"] > 0:
            when = BEFORE if line["collected"] == "intake" else AT_RETURN
            due[when].append(Item(line["key"], line["kind"], line["vi"], line["en"], line["amount"]))
    return [Due(when, tuple(items)) for when, items in due.items() if items]


def settled_by(amount: int, open_amounts: Sequence[int]) -> tuple[int, ...]:
    """Which of the open requests exactly this amount settles, as positions; the first ones first, nothing when none fits."""
    for count in range(1, len(open_amounts) + 1):
        for chosen in combinations(range(len(open_amounts)), count):
            if sum(open_amounts[position] for position in chosen) == amount:
                return chosen
    return ()
