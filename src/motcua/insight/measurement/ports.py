"""What this module needs from outside: the ministry's system that measures digital services (EMC)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

Measured = tuple[str, str]  # system, measure


@dataclass(frozen=True, slots=True)
class Count:
    """One number of one day: a system (portal, services, onestop) and a measure (visits, transactions)."""

    system: str
    measure: str
    amount: int


class Ministry(Protocol):
    """The ministry's side. Every trouble on the way is a `Fault`."""

    def push(self, day: date, counts: Sequence[Count]) -> None:
        """Hand over a day; the same day again replaces what was handed over before."""

    def counts(self, day: date) -> Mapping[Measured, int]:
        """What the ministry counts for us on a day."""


_joined: list[Ministry] = []


def use_ministry(ministry: Ministry | None) -> None:
    """Wiring: who the ministry is."""
    _joined[:] = [ministry] if ministry is not None else []


def ministry() -> Ministry | None:
    """The connector, or None where there is none: then nothing is handed over or compared."""
    return _joined[0] if _joined else None
