"""Five shades for the areas of a map, as many areas in each as can be."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

SHADES = 5


@dataclass(frozen=True, slots=True)
class Shades:
    """`from_` holds the least value of shades 2 to 5."""

    from_: tuple[Decimal, ...]

    def shade(self, value: Decimal | None) -> int:
        """0 for nothing counted, else 1 (least) to 5 (most); equal values have equal shades."""
        return 0 if value is None else bisect_right(self.from_, value) + 1


def shade_of(values: Sequence[Decimal | None]) -> Shades:
    """Shades by rank: the values in order, cut into five parts."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return Shades(())
    bounds = [ordered[len(ordered) * step // SHADES] for step in range(1, SHADES)]
    return Shades(tuple(bound for bound in bounds if bound > ordered[0]))
