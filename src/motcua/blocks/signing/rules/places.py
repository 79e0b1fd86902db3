"""Where a visible signature goes: a place that the paper's template kept, or a box in points."""

import re
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


def kept_places(keywords: str, page_height: float) -> dict[str, Box]:
    """Places that a template told in the document's keywords (distances there are from the top)."""
    places: dict[str, Box] = {}
    for name, page, left, top, width, height in _PLACE.findall(keywords):
        places[name] = Box(int(page) - 1, float(left), page_height - float(top) - float(height), float(width), float(height))
    return places
