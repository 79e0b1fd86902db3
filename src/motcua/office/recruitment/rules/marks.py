"""Two marks that nobody could compare, and what counts of them (TT 6/2020/TT-BNV, rules of examinations)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum
from typing import Literal

CENT = Decimal("0.01")


class MarkTurn(IntEnum):
    """Who marks: two at first; a third when they are far apart; two others after a complaint, and a third of theirs."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    REVIEW_FIRST = 4
    REVIEW_SECOND = 5
    REVIEW_THIRD = 6


MARKING = (MarkTurn.FIRST, MarkTurn.SECOND, MarkTurn.THIRD)
REVIEW = (MarkTurn.REVIEW_FIRST, MarkTurn.REVIEW_SECOND, MarkTurn.REVIEW_THIRD)
Standing = Literal["open", "third_needed", "settled"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The highest mark, how far two marks may lie apart, and how many mark a script."""

    highest: Decimal
    most_difference: Decimal
    markers: int = 2


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a script stands, and the mark that counts when it is settled."""

    standing: Standing
    mark: Decimal | None = None


def agreed(marks: Mapping[int, Decimal], turns: tuple[MarkTurn, ...], scale: Scale) -> Agreed:
    """What the marks of a phase come to.

    One marker: that mark. Two within the difference allowed: their mean. Farther apart: a third is needed; then the mean of the two
    that lie closest, or the one in the middle when both lie equally far. Rounded half up to hundredths.
    """
    first, second, third = (marks.get(turn) for turn in turns)
    if first is None or (second is None and scale.markers > 1):
        return Agreed("open")
    if second is None or scale.markers == 1:
        return Agreed("settled", _round(first))
    if abs(first - second) <= scale.most_difference:
        return Agreed("settled", _round((first + second) / 2))
    if third is None:
        return Agreed("third_needed")
    low, middle, high = sorted((first, second, third))
    if middle - low == high - middle:
        return Agreed("settled", _round(middle))
    near = (low + middle) / 2 if middle - low < high - middle else (middle + high) / 2
    return Agreed("settled", _round(near))


def settled(marks: Mapping[int, Decimal], scale: Scale) -> Decimal | None:
    """The mark that counts now: that after a complaint where there is one, else the first one; None while it is open."""
    again = agreed(marks, REVIEW, scale)
    return again.mark if again.mark is not None else agreed(marks, MARKING, scale).mark


def visible(marks: Mapping[int, Decimal], own: MarkTurn, scale: Scale) -> dict[int, Decimal]:
    """What a marker of this turn may see: the own mark, and the others of the phase once none of them can be given blind any more."""
    turns = MARKING if own in MARKING else REVIEW
    if agreed(marks, turns, scale).standing == "settled":
        return {turn: marks[turn] for turn in turns if turn in marks}
    return {own: marks[own]} if own in marks else {}


def wanted(marks: Mapping[int, Decimal], turn: MarkTurn, scale: Scale) -> bool:
    """Whether a mark of this turn is wanted now: first and second at any time, the third only when the two lie too far apart."""
    turns = MARKING if turn in MARKING else REVIEW
    if turn in marks:
        return False
    if turn == turns[2]:
        return agreed(marks, turns, scale).standing == "third_needed"
    return turn == turns[0] or scale.markers > 1


def _round(mark: Decimal) -> Decimal:
    return mark.quantize(CENT, ROUND_HALF_UP)
