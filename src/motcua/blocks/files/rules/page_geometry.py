"""Where a sheet of paper lies in a photograph, and how it is laid flat. Pixels in, pixels out; no files."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]

A4_MM = (210.0, 297.0)
DOTS_PER_INCH = 200
MOST_DOTS_PER_INCH = 300
_A4_RATIO = A4_MM[1] / A4_MM[0]
_LIKE_A4 = 0.16  # a sheet seen askew measures up to this much longer or shorter
_LOOKED_AT = 800  # pixels of the longer side are enough to find a sheet
_LEAST_SHARE = 0.18  # of the picture; a smaller rectangle is a stamp or a table, not the sheet
_MOST_SKEW = 6.0  # degrees that lines of text may lean after the sheet was laid flat


@dataclass(frozen=True, slots=True)
class Sheet:
    """Size of a sheet in millimetres; `known` when it is told or is one of the usual sizes."""

    width: float
    height: float
    known: bool


def ordered(corners: Corners) -> Corners:
    """Four corners as top left, top right, bottom right, bottom left."""
    points = np.asarray(corners, dtype=np.float32).reshape(4, 2)
    centre = points.mean(axis=0)
    turned = points[np.argsort(np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0]))]
    return np.roll(turned, -int(np.argmin(turned.sum(axis=1))), axis=0)


def find_corners(picture: Pixels) -> Corners | None:
    """Corners of the sheet in the picture (pixels of the picture), or None where no sheet stands out."""
    scale = min(1.0, _LOOKED_AT / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0), dtype=np.uint8)
    least = _LEAST_SHARE * grey.shape[0] * grey.shape[1]
    for mask in _masks(grey):
        corners = _largest_sheet(mask, least)
        if corners is not None:
            return ordered(corners / scale)
    return None


def _masks(grey: Pixels) -> list[Any]:
    """Pictures in black and white in which a sheet may show: light paper on a darker ground, then its edges."""
    _level, light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    closed = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    edges = cv2.dilate(cv2.Canny(grey, 40, 120), np.ones((5, 5), np.uint8))
    return [closed, edges]


def _largest_sheet(mask: Any, least: float) -> Corners | None:
    found, _tree = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(found, key=cv2.contourArea, reverse=True)[:4]:
        hull = cv2.convexHull(contour)
        area = cv2.contourArea(hull)
        if area < least or _fills_the_picture(hull, mask.shape):
            continue
        for share in (0.01, 0.02, 0.04, 0.06):
            four = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
            if len(four) == 4 and cv2.contourArea(four) > 0.88 * area:
                return np.asarray(four.reshape(4, 2), dtype=np.float32)
    return None


def _fills_the_picture(hull: Any, shape: tuple[int, ...]) -> bool:
    """Whether the outline is that of the picture itself: a scan has no ground around the sheet."""
    _x, _y, width, height = cv2.boundingRect(hull)
    return bool(width >= 0.985 * shape[1] and height >= 0.985 * shape[0] and cv2.contourArea(hull) > 0.96 * shape[0] * shape[1])


def sheet_of(corners: Corners) -> tuple[float, float]:
    """Width and height of the sheet in pixels of the picture: of opposite sides the longer, being nearer to the camera."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    height = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    return float(width), float(height)


def size_of(width: float, height: float) -> Sheet:
    """The size in millimetres: A4 upright or lying where the sides are about those of A4; else A4's width with its own height."""
    ratio = height / width
    if abs(ratio / _A4_RATIO - 1) < _LIKE_A4:
        return Sheet(*A4_MM, known=True)
    if abs(ratio * _A4_RATIO - 1) < _LIKE_A4:
        return Sheet(A4_MM[1], A4_MM[0], known=True)
    if ratio >= 1:
        return Sheet(min(A4_MM[0], A4_MM[1] / ratio), min(A4_MM[1], A4_MM[0] * ratio), known=False)
    return Sheet(min(A4_MM[1], A4_MM[0] / ratio), min(A4_MM[0], A4_MM[1] * ratio), known=False)


def dots(millimetres: float, density: int) -> int:
    """Pixels of a length at a density in dots per inch."""
    return max(1, round(millimetres / 25.4 * density))


def density_for(pixels_wide: float, sheet: Sheet) -> int:
    """Dots per inch to lay the sheet out at: what the picture holds, but at least 200 and at most 300."""
    return int(min(max(pixels_wide / sheet.width * 25.4, DOTS_PER_INCH), MOST_DOTS_PER_INCH))


def laid_flat(picture: Pixels, corners: Corners, sheet: Sheet, density: int) -> Pixels:
    """The quadrilateral `corners` of the picture as an upright rectangle of the sheet's size."""
    width, height = dots(sheet.width, density), dots(sheet.height, density)
    goal = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], dtype=np.float32)
    way = cv2.getPerspectiveTransform(np.ascontiguousarray(corners, dtype=np.float32), goal)
    flat = cv2.warpPerspective(picture, way, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, dtype=np.uint8)


def skew_of(picture: Pixels) -> float:
    """Degrees by which lines of text lean (positive: they fall to the right); 0 where there is no text to tell by.

    Lines are sharpest in the sum over rows when they lie level, so the angle with the sharpest sums is the lean.
    """
    scale = 600 / max(picture.shape[:2])
    grey = cv2.cvtColor(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    margin = max(2, grey.shape[0] // 40)
    ink[:margin] = ink[-margin:] = 0
    ink[:, :margin] = ink[:, -margin:] = 0
    if np.count_nonzero(ink) < 0.002 * ink.size:
        return 0.0
    best = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 1.0), key=lambda angle: _sharpness_of_rows(ink, angle))
    fine = max(np.arange(best - 1, best + 1.01, 0.1), key=lambda angle: _sharpness_of_rows(ink, angle))
    level = _sharpness_of_rows(ink, 0.0)
    return float(fine) if _sharpness_of_rows(ink, fine) > 1.05 * level else 0.0


def _sharpness_of_rows(ink: Any, angle: float) -> float:
    rows = turned(ink, angle, ground=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned(picture: Any, angle: float, *, ground: int | tuple[int, int, int]) -> Any:
    """The picture turned about its middle, counter-clockwise by `angle` degrees, its size kept."""
    height, width = picture.shape[:2]
    way = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    colour = (ground, ground, ground) if isinstance(ground, int) else ground
    return cv2.warpAffine(picture, way, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=colour)
