"""Who gets the place: total first, then the mark itself, then the head's decision (NĐ 138/2020/NĐ-CP art. 9, NĐ 115/2020/NĐ-CP art. 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Outcome = Literal["won", "not_won", "tied", "failed"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate for a position: the mark that counts, points of priority, whether every round was passed.

    `placed` is the place the head gave among those who are equal (the smaller first); 0: none given.
    """

    id: int
    mark: Decimal
    priority: Decimal
    passed: bool
    placed: int = 0

    @property
    def total(self) -> Decimal:
        """Mark and priority together."""
        return self.mark + self.priority

    @property
    def key(self) -> tuple[Decimal, Decimal, int]:
        """The order of the rules: the smaller, the better."""
        return (-self.total, -self.mark, self.placed)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with rank (0 when not passed) and outcome."""

    candidate: Candidate
    rank: int
    outcome: Outcome


def ranked(candidates: Sequence[Candidate], wanted: int) -> list[Ranked]:
    """All candidates of a position in the order of the rules; equals share a rank.

    Who ranks within the number wanted has won. Equals that reach over the edge are tied: the head of the recruiting agency decides.
    """
    rows: list[Ranked] = []
    runners = sorted((one for one in candidates if one.passed), key=lambda one: (one.key, one.id))
    for one in runners:
        better = sum(1 for other in runners if other.key < one.key)
        equal = sum(1 for other in runners if other.key == one.key)
        outcome: Outcome = "won" if better + equal <= wanted else "not_won" if better >= wanted else "tied"
        rows.append(Ranked(one, better + 1, outcome))
    rest = sorted((one for one in candidates if not one.passed), key=lambda one: (one.key, one.id))
    return rows + [Ranked(one, 0, "failed") for one in rest]
