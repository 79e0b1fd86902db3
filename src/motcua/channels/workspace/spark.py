"""Small pictures of tiles: a line or bars without axes, drawn on the server; what they say stands in words beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, EDGE = 160, 40, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """Bars, or a line from value to value (days without one, as weekends, are passed over), and the newest point."""

    bars: Sequence[tuple[float, float, float, float]]  # x, y, width, height
    line: str
    dot: tuple[float, float] | None
    width: int = WIDTH
    height: int = HEIGHT


def spark(points: Sequence[Decimal | None], kind: str) -> Spark | None:
    """The picture of some points in order; None when fewer than two have a value."""
    known = [point for point in points if point is not None]
    if len(known) < 2:
        return None
    floor = Decimal(0) if kind == "bars" else min(known)
    span = (max(known) - floor) or Decimal(1)
    step = (WIDTH - 2 * EDGE) / max(len(points) - (kind == "line"), 1)

    def level(point: Decimal) -> float:
        return round(float((HEIGHT - 2 * EDGE) * (point - floor) / span), 1)

    if kind == "bars":
        wide = round(step * 0.72, 1)
        tall = [(place, max(level(point), 1.0)) for place, point in enumerate(points) if point]
        return Spark([(round(EDGE + place * step, 1), round(HEIGHT - EDGE - high, 1), wide, high) for place, high in tall], "", None)
    flat = max(known) == floor  # the same all along: a line in the middle
    at = [
        (round(EDGE + place * step, 1), HEIGHT / 2 if flat else round(HEIGHT - EDGE - level(point), 1))
        for place, point in enumerate(points)
        if point is not None
    ]
    return Spark([], " ".join(f"{x},{y}" for x, y in at), at[-1])
