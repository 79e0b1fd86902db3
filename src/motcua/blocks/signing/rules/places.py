"""Where a visible signature goes: a place that the paper's template kept, or a box in points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PLACE = re.compile(r"sign:([\w-]+)@(\d+):([\d.]+):([\d.]+):([\d.]+):([\d.]+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 0), in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Lower left and upper right corner in whole points."""
        return round(self.left), round(self.bottom), round(self.left + self.width), round(self.bottom + self.height)


def kept_places(keywords: str, page_heights: Sequence[float]) -> dict[str, Box]:
    """Places that a template told in the document's keywords (distances there are from the top of their page).

    A place on a page that is not there is left out.
    """
    places: dict[str, Box] = {}
    for name, page, left, top, width, height in _PLACE.findall(keywords):
        at = int(page) - 1
        if 0 <= at < len(page_heights):
            places[name] = Box(at, float(left), page_heights[at] - float(top) - float(height), float(width), float(height))
    return places


SEAL_SIDE = 88.0  # points: 31 mm


def over_signature(box: Box) -> Box:
    """Where a seal lies that covers about a third of the signature in `box`, at its left.

    A signature is drawn in the middle of its box, about 70 % as wide.
    """
    left_of_signature = box.left + box.width * 0.15
    right_of_seal = left_of_signature + box.width * 0.7 / 3
    return Box(box.page, max(right_of_seal - SEAL_SIDE, 10.0), box.bottom + (box.height - SEAL_SIDE) / 2, SEAL_SIDE, SEAL_SIDE)
