"""What becomes of each unit: whole into one successor, or by the place of the applicant into several."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motcua.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a unit that is split: the successor, and the hamlets and streets that go to it."""

    successor: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fates:
    """The successor of every unit that hands over. `parts` are those of split units; what fits none goes to `default`.

    A split unit may go on itself: its default, or one of its parts, is then its own id.
    """

    default: Mapping[int, int]
    parts: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)

    @property
    def units(self) -> tuple[int, ...]:
        """Every unit that hands something over."""
        return tuple(self.default)

    def is_split(self, unit_id: int) -> bool:
        """Whether what a unit holds goes to more than one successor."""
        return unit_id in self.parts

    def to(self, unit_id: int, address: str = "") -> int:
        """Where something of the unit goes that belongs to an address: the part that names the place, else the default."""
        found = names_place(self.parts.get(unit_id, ()), address) if address else None
        return self.default[unit_id] if found is None else found


def names_place(parts: tuple[Part, ...], address: str) -> int | None:
    """The successor whose hamlet or street the address names; the longest name wins ("thôn 12" before "thôn 1"). None: none does."""
    words = f" {_plain(address)} "
    named = [(len(place), part.successor) for part in parts for place in map(_plain, part.places) if place and f" {place} " in words]
    return max(named)[1] if named else None


def _plain(text: str) -> str:
    """Words without marks and punctuation, one blank between them."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
