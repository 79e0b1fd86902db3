"""The way of each arrow in a drawing: level and upright stretches that pass beside the boxes, not through them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.blocks.workflow.rules.definition import Flow

COLUMN, ROW = 184, 104
EVENT_ON_BORDER = 30
_GATEWAY = 44
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The place of one node: its middle and its size."""

    x: float
    y: float
    width: float
    height: float


def routes(flows: Sequence[Flow], boxes: Mapping[str, Box], bottom: float) -> dict[str, Points]:
    """The corners of every arrow; arrows that lead back run below the lanes, one under the other."""
    found: dict[str, Points] = {}
    backwards = 0
    for number, flow in enumerate(flows):
        if flow.source not in boxes or flow.target not in boxes:
            continue
        source, target = boxes[flow.source], boxes[flow.target]
        shift = 4 * (number % 5) - 8
        if target.x <= source.x and source.width != EVENT_ON_BORDER:
            backwards += 1
            found[flow.id] = _back(source, target, bottom + 12 * backwards, shift)
            continue
        others = [box for name, box in boxes.items() if name not in {flow.source, flow.target} and box is not source]
        ways = list(_ways(source, target, shift))
        found[flow.id] = next((way for way in ways if _is_clear(way, others)), ways[-1])
    return found


def _ways(source: Box, target: Box, shift: float) -> Iterator[Points]:
    """Ways to try, the plainest first; the last one keeps to the spaces between columns and rows and is always clear."""
    right, left = source.x + source.width / 2, target.x - target.width / 2
    after, before = source.x + COLUMN / 2 + shift, target.x - COLUMN / 2 + shift
    down = 1 if target.y >= source.y else -1
    edge = source.y + down * source.height / 2
    if source.width == EVENT_ON_BORDER:
        low = source.y + source.height / 2
        if target.x > source.x:
            yield (source.x, low), (source.x, target.y), (left, target.y)
        yield (source.x, low), (source.x, low + 6), (after, low + 6), (after, target.y), (left, target.y)
        return
    if source.y == target.y:
        yield (right, source.y), (left, target.y)
    if source.width == _GATEWAY:
        yield (source.x, edge), (source.x, target.y), (left, target.y)
    yield (right, source.y), (after, source.y), (after, target.y), (left, target.y)
    yield (right, source.y), (before, source.y), (before, target.y), (left, target.y)
    between = target.y - down * ROW / 2
    yield (right, source.y), (after, source.y), (after, between), (before, between), (before, target.y), (left, target.y)


def _back(source: Box, target: Box, low: float, shift: float) -> Points:
    after, before = source.x + COLUMN / 2 + shift, target.x - COLUMN / 2 + shift
    start: Points = ((source.x + source.width / 2, source.y), (after, source.y))
    return (*start, (after, low), (before, low), (before, target.y), (target.x - target.width / 2, target.y))


def _is_clear(way: Points, others: Sequence[Box]) -> bool:
    return not any(_hits(a, b, box) for a, b in pairwise(way) for box in others)


def _hits(a: tuple[float, float], b: tuple[float, float], box: Box) -> bool:
    wide, high = box.width / 2 + 2, box.height / 2 + 2
    across = min(a[0], b[0]) < box.x + wide and max(a[0], b[0]) > box.x - wide
    return across and min(a[1], b[1]) < box.y + high and max(a[1], b[1]) > box.y - high
