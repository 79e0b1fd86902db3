"""A photograph or scan of a sheet becomes a clean page: laid flat, level, evenly lit; and what is wrong with it is told."""

import io
import warnings
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps

from motcua.blocks.files.rules.page_geometry import (
    DOTS_PER_INCH,
    Pixels,
    Sheet,
    density_for,
    dots,
    find_corners,
    laid_flat,
    sheet_of,
    size_of,
    skew_of,
    turned,
)
from motcua.blocks.files.rules.verdicts import refusal

MOST_PIXELS = 60_000_000
_MOST_SIDE = 4200
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 82)
_BLURRED = 0.42  # steepest edge of the page against its contrast; sharp print has 0.8 and more
_DARK = 95  # grey of the lightest tenth of the sheet as it was photographed
_COARSE = 130  # dots per inch; below it small print cannot be read


@dataclass(frozen=True, slots=True)
class Page:
    """A straightened page: JPEG bytes, its size in pixels and millimetres, and codes of what is wrong with it.

    Warnings: `blurred`, `dark`, `coarse` (too few pixels for the size of the sheet), `no_edges` (the sheet was not found).
    """

    jpeg: bytes
    width: int
    height: int
    sheet: Sheet
    density: int
    warnings: tuple[str, ...]


def straightened(data: bytes, name: str, *, find_sheet: bool = True) -> Page:
    """The page in a picture file (JPEG, PNG). Refuses file_hostile (too many pixels) and file_broken.

    `find_sheet` False for what comes from a scanner: only levelled, never cut.
    """
    picture = _decoded(data, name)
    corners = find_corners(picture) if find_sheet else None
    if corners is None:
        return _whole_picture(picture, flat_already=not find_sheet)
    width, height = sheet_of(corners)
    sheet = size_of(width, height)
    real = width / sheet.width * 25.4
    density = density_for(width, sheet)
    flat = laid_flat(picture, corners, sheet, density)
    return _finished(flat, sheet, density, _faults(flat, real))


def from_scanner(picture: Pixels, sheet: Sheet, density: int) -> Page:
    """A page of a scanner's file, drawn at `density`: levelled, its size and light kept."""
    return _finished(picture, sheet, density, _faults(picture, density), lighten=False)


def _whole_picture(picture: Pixels, *, flat_already: bool) -> Page:
    height, width = picture.shape[:2]
    sheet = size_of(width, height)
    real = width / sheet.width * 25.4
    density = density_for(width, sheet)
    size = (dots(sheet.width, density), dots(sheet.height, density))
    fitted = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if real > density else cv2.INTER_CUBIC), dtype=np.uint8)
    faults = _faults(fitted, real)
    lit_evenly = bool(np.percentile(cv2.cvtColor(fitted, cv2.COLOR_BGR2GRAY), 60) > 225)
    return _finished(fitted, sheet, density, faults if flat_already or lit_evenly else (*faults, "no_edges"))


def _decoded(data: bytes, name: str) -> Pixels:
    """Pixels as the photographer saw them, at most 4200 a side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture: Image.Image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG"])
            if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                raise refusal("file_too_large_inside" if min(picture.size) >= 8 else "file_broken", name)
            picture.draft("RGB", (_MOST_SIDE, _MOST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright = _on_white(upright)
            upright.thumbnail((_MOST_SIDE, _MOST_SIDE))
    except Image.DecompressionBombError as error:
        raise refusal("file_too_large_inside", name) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusal("file_broken", name) from error
    return np.asarray(upright, dtype=np.uint8)[:, :, ::-1].copy()


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    return picture.convert("RGB")


def _faults(page: Pixels, real_density: float) -> tuple[str, ...]:
    """What is wrong with the page as it was taken, before anything was made lighter."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    scale = DOTS_PER_INCH * 8 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    inner = small[small.shape[0] // 20 : -small.shape[0] // 20 or None, small.shape[1] // 20 : -small.shape[1] // 20 or None]
    found = []
    if np.percentile(inner, 90) < _DARK:
        found.append("dark")
    sharpness = sharpness_of(inner)
    if sharpness is not None and sharpness < _BLURRED:
        found.append("blurred")
    if real_density < _COARSE:
        found.append("coarse")
    return tuple(found)


def sharpness_of(grey: Any) -> float | None:
    """The steepest edges against the contrast there is: near 1 for crisp print, below 0.4 for blur; None for an empty sheet."""
    even = cv2.divide(grey, np.maximum(_ground(grey), 1), scale=255)
    contrast = float(np.percentile(even, 99) - np.percentile(even, 0.5))
    if contrast < 30:
        return None
    across = cv2.Sobel(even, cv2.CV_32F, 1, 0, ksize=1)
    down = cv2.Sobel(even, cv2.CV_32F, 0, 1, ksize=1)
    return float(np.percentile(cv2.magnitude(across, down), 99.7) / contrast)


def _finished(page: Pixels, sheet: Sheet, density: int, faults: tuple[str, ...], *, lighten: bool = True) -> Page:
    lean = skew_of(page)
    if abs(lean) >= 0.2:
        blue, green, red = (int(part) for part in np.percentile(page, 90, axis=(0, 1)))
        page = turned(page, lean, ground=(blue, green, red))
    if lighten:
        page = _lit_evenly(page)
    done, coded = cv2.imencode(".jpg", _without_colour_noise(page), _JPEG)
    if not done:
        raise refusal("file_broken", "")
    return Page(coded.tobytes(), page.shape[1], page.shape[0], sheet, density, faults)


def _ground(grey: Any) -> Any:
    """The light on the empty sheet, print left out."""
    scale = 200 / max(grey.shape[:2])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    smooth = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 7)
    return cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)


def _lit_evenly(page: Pixels) -> Pixels:
    """Shadows taken away and the contrast stretched; colours stay, for red seals and blue signatures tell an original."""
    light = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    ground = np.maximum(_ground(light), 40)
    even = cv2.divide(page, cv2.merge([ground, ground, ground]), scale=248)
    low = float(np.percentile(cv2.cvtColor(even, cv2.COLOR_BGR2GRAY)[::4, ::4], 0.5))
    low = min(low, 110.0)
    stretched = cv2.convertScaleAbs(cv2.subtract(even, np.full_like(even, int(low))), alpha=255 / (250 - low))
    return np.asarray(stretched, dtype=np.uint8)


def _without_colour_noise(page: Pixels) -> Any:
    """Grey where there is no colour to keep: a third of the bytes."""
    few = page[::8, ::8].astype(np.int16)
    spread = few.max(axis=2) - few.min(axis=2)
    return page if np.count_nonzero(spread > 40) > 0.0008 * spread.size else cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)


def quarter_turned(jpeg: bytes, quarters: int) -> bytes:
    """A JPEG page turned clockwise by quarters of a circle."""
    ways = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if quarters % 4 == 0:
        return jpeg
    picture = cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise refusal("file_broken", "")
    return bytes(cv2.imencode(".jpg", cv2.rotate(picture, ways[quarters % 4]), _JPEG)[1].tobytes())
