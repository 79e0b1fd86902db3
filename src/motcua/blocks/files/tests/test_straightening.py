"""Any sheet that lies convex before a darker ground comes out upright; what cannot be read is refused, never waited for."""

import io
import struct
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.files.api import pdf_of, straightened
from motcua.blocks.files.rules.page_geometry import find_corners, laid_flat, ordered, sheet_of, size_of, skew_of, turned
from motcua.blocks.files.rules.page_pdf import Picture, drawn_page
from motcua.kernel.errors import Refusal
from tests.sheets import as_jpeg, photographed, sheet

WIDE, HIGH = 600, 800
shift = st.integers(0, 70)


def marked() -> np.ndarray:
    """A white sheet with a black square at its top left, so that up and left can be told."""
    page = np.full((424, 300, 3), 245, np.uint8)
    page[30:110, 30:110] = 0
    return page


@settings(max_examples=25, deadline=None)
@given(shifts=st.tuples(*[shift] * 8))
def test_any_convex_sheet_comes_out_upright(shifts: tuple[int, ...]) -> None:
    a, b, c, d, e, f, g, h = shifts
    corners = [(60.0 + a, 70.0 + b), (540.0 - c, 70.0 + d), (540.0 - e, 730.0 - f), (60.0 + g, 730.0 - h)]
    seen = photographed(marked(), corners, (WIDE, HIGH))
    found = find_corners(seen)
    assert found is not None
    assert np.abs(found - np.array(corners)).max() < 12
    flat = laid_flat(seen, found, size_of(*sheet_of(found)), 50)
    height, width = flat.shape[:2]
    dark = cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY) < 90
    rows, columns = np.nonzero(dark[height // 25 : -height // 25, width // 25 : -width // 25])
    assert rows.size > 0
    assert rows.mean() < height * 0.4
    assert columns.mean() < width * 0.5


@given(order=st.permutations([0, 1, 2, 3]))
def test_corners_are_ordered_whatever_their_order(order: list[int]) -> None:
    corners = np.array([[10, 12], [200, 5], [210, 300], [4, 290]], np.float32)
    assert np.array_equal(ordered(corners[order]), corners)


@pytest.mark.parametrize("lean", [-4.0, -1.5, 2.0, 5.0])
def test_leaning_lines_are_levelled(lean: float) -> None:
    leaning = turned(sheet(density=100), lean, ground=255)
    assert abs(skew_of(leaning) + lean) < 0.4


def test_a_sheet_without_print_is_not_turned() -> None:
    assert skew_of(np.full((400, 300, 3), 250, np.uint8)) == 0.0


def test_pages_keep_their_real_size() -> None:
    pdf = pdf_of([Picture(as_jpeg(sheet()), 1654, 2338, 210, 297)])
    pixels, size, density = drawn_page(pdf, 0, "a.pdf")
    assert (round(size.width), round(size.height), density) == (210, 297, 200)
    assert abs(pixels.shape[1] - 1654) <= 2


def bomb() -> bytes:
    """A PNG of a few bytes that claims 30,000 by 30,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", bomb(), as_jpeg(sheet())[:5000], b"GIF89a", as_jpeg(np.zeros((3, 3, 3), np.uint8))])
def test_hostile_and_broken_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        straightened(data, "anh.jpg")
    assert refused.value.code in {"file_broken", "file_hostile"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", pdf_of([Picture(as_jpeg(sheet()), 1654, 2338, 210, 297)])[:900]])
def test_broken_pdfs_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        drawn_page(data, 0, "a.pdf")


def test_a_huge_sheet_is_drawn_within_bounds() -> None:
    pdf = pdf_of([Picture(as_jpeg(sheet()), 1654, 2338, 5000, 5000)])
    pixels, _size, density = drawn_page(pdf, 0, "a.pdf")
    assert pixels.shape[0] * pixels.shape[1] < 25_000_000
    assert density < 200
    assert io.BytesIO(pdf).read(5) == b"%PDF-"
