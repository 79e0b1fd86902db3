"""Pictures of an index, drawn on the server: a bar for each axis, and a bar for each month; the tables say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, ROW, BAR = 380, 44, 12
TREND_HEIGHT, TREND_FLOOR, TREND_TOP = 150, 122, 18


@dataclass(frozen=True, slots=True)
class AxisBar:
    """One axis: its words, its points, and how long its bar is of the whole width."""

    label: str
    said: str
    top: int
    bar_top: int
    length: float


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: its label, its points, place and height."""

    label: str
    said: str
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws."""

    width: int
    height: int
    bars: Sequence[AxisBar | MonthBar]
    floor: int = TREND_FLOOR
    thick: int = BAR
    label_line: int = TREND_HEIGHT - 8


def axes_picture(axes: Sequence[tuple[str, Decimal, Decimal]]) -> Picture:
    """A bar for each (name, points, most): filled as far as the points reach."""
    bars = [
        AxisBar(name, f"{_comma(points)} / {_comma(most)}", place * ROW + 16, place * ROW + 22, round(float(points / most) * WIDTH, 1))
        for place, (name, points, most) in enumerate(axes)
    ]
    return Picture(WIDTH, len(axes) * ROW, bars)


def months_picture(months: Sequence[tuple[str, Decimal]]) -> Picture:
    """A bar for each (month, points of 100)."""
    step = WIDTH / max(len(months), 1)
    wide, tall = min(step * 0.6, 40), TREND_FLOOR - TREND_TOP
    bars = [
        MonthBar(
            label,
            _comma(points),
            round(place * step + (step - wide) / 2, 1),
            round(TREND_FLOOR - float(points) / 100 * tall, 1),
            round(wide, 1),
            round(float(points) / 100 * tall, 1),
            round((place + 0.5) * step, 1),
        )
        for place, (label, points) in enumerate(months)
    ]
    return Picture(WIDTH, TREND_HEIGHT, bars)


def _comma(points: Decimal) -> str:
    return f"{points.normalize():f}".replace(".", ",")
