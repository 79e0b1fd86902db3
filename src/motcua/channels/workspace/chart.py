"""A bar chart drawn on the server: groups of bars over time, with everything it says in its description and the table beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 34
MOST_DAYS, MOST_WEEKS = 31, 186
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place and size in the picture, and what it says."""

    x: float
    y: float
    width: float
    height: float
    series: int
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line or a label of an axis."""

    place: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws."""

    names: Sequence[str]
    bars: Sequence[Bar]
    levels: Sequence[Mark]
    times: Sequence[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM
    label_line: int = HEIGHT - 12


def bars_over_time(names: Sequence[str], values: Mapping[date, Sequence[int]], first: date, last: date) -> Chart:
    """Bars for each series by day, by week or by month, whichever fits the period."""
    groups = _grouped(values, len(names), first, last)
    most = _round_up(max((value for _label, group in groups for value in group), default=0))
    inner, tall = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    step = inner / max(len(groups), 1)
    wide = max(min(step * 0.8 / max(len(names), 1), 26), 1)
    bars = [
        _bar(
            LEFT + place * step + (step - wide * len(names)) / 2 + series * wide,
            wide,
            value / most * tall,
            series,
            f"{label}: {names[series]} {value}",
        )
        for place, (label, group) in enumerate(groups)
        for series, value in enumerate(group)
        if value
    ]
    every = -(-len(groups) // MOST_LABELS) or 1
    times = [Mark(round(LEFT + (place + 0.5) * step, 1), label) for place, (label, _group) in enumerate(groups) if place % every == 0]
    levels = [Mark(round(HEIGHT - BOTTOM - tall * part / 4, 1), f"{most * part // 4}") for part in range(5) if most * part % 4 == 0]
    return Chart(names, bars, levels, times)


def _bar(x: float, width: float, height: float, series: int, said: str) -> Bar:
    return Bar(round(x, 1), round(HEIGHT - BOTTOM - height, 1), round(width, 1), round(height, 1), series, said)


def _grouped(values: Mapping[date, Sequence[int]], series: int, first: date, last: date) -> list[tuple[str, list[int]]]:
    days = (last - first).days + 1
    found: dict[date, list[int]] = {}
    for day in (first + timedelta(days=count) for count in range(days)):
        start = day if days <= MOST_DAYS else day - timedelta(days=day.weekday()) if days <= MOST_WEEKS else day.replace(day=1)
        group = found.setdefault(max(start, first), [0] * series)
        for place, value in enumerate(values.get(day, ())):
            group[place] += value
    label = "%m/%Y" if days > MOST_WEEKS else "%d/%m"
    return [(start.strftime(label), group) for start, group in found.items()]


def _round_up(value: int) -> int:
    """The next round number that four lines divide evenly, at least 4."""
    size = 1
    while True:
        for number in (4, 8, 12, 20, 40):
            if number * size >= value:
                return number * size
        size *= 10
