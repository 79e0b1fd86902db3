"""Pages become one PDF in their real size, and a PDF becomes pages."""

import io
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import pikepdf
import pypdfium2

from motcua.blocks.files.rules.page_geometry import DOTS_PER_INCH, Pixels, Sheet
from motcua.blocks.files.rules.verdicts import refusal

_POINT = 72 / 25.4
_MOST_PIXELS = 24_000_000
_ONE_AT_A_TIME = threading.Lock()  # pdfium knows no threads


@dataclass(frozen=True, slots=True)
class Picture:
    """One page to print: a JPEG, its pixels, and the size of its sheet in millimetres."""

    jpeg: bytes
    width: int
    height: int
    sheet_width: float
    sheet_height: float


def pdf_of(pages: Iterable[Picture], *, title: str = "") -> bytes:
    """One PDF with a page for each picture, each as large as its sheet (1:1); the same pages give the same bytes."""
    document = pikepdf.new()
    for picture in pages:
        _add(document, picture)
    if not document.pages:
        raise ValueError("a PDF needs a page")
    document.docinfo["/Title"] = title
    written = io.BytesIO()
    document.save(written, deterministic_id=True)
    return written.getvalue()


def _add(document: pikepdf.Pdf, picture: Picture) -> None:
    width, height = round(picture.sheet_width * _POINT, 2), round(picture.sheet_height * _POINT, 2)
    colour = cv2.imdecode(np.frombuffer(picture.jpeg, dtype=np.uint8), cv2.IMREAD_REDUCED_COLOR_8 | cv2.IMREAD_UNCHANGED)
    if colour is None:
        raise refusal("file_broken", "")
    image = pikepdf.Stream(document, picture.jpeg)
    image.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceGray if colour.ndim == 2 else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
    )
    page = document.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=document.make_indirect(image)))
    page.Contents = document.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode())


def count_pages(pdf: bytes, name: str) -> int:
    """How many pages a PDF has; refuses file_broken."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                return len(document)
            finally:
                document.close()
        except pypdfium2.PdfiumError as error:
            raise refusal("file_broken", name) from error


def drawn_page(pdf: bytes, index: int, name: str, *, density: int = DOTS_PER_INCH) -> tuple[Pixels, Sheet, int]:
    """Page `index` (from 0) as pixels, the size of its sheet, and dots per inch (less for a sheet larger than A0)."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                page = document[index]
                width, height = page.get_size()
                fits = (_MOST_PIXELS / max(width * height, 1)) ** 0.5
                scale = min(density / 72, fits)
                pixels = page.render(scale=scale, rev_byteorder=False).to_numpy()
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as error:
            raise refusal("file_broken", name) from error
    three = cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR) if pixels.ndim == 2 or pixels.shape[2] == 1 else pixels[:, :, :3]
    sheet = Sheet(width / _POINT, height / _POINT, known=True)
    return np.ascontiguousarray(three, dtype=np.uint8), sheet, round(scale * 72)


def text_of_page(pdf: bytes, index: int, name: str) -> str:
    """The text that a page of a PDF carries already; empty for a scan."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                return str(document[index].get_textpage().get_text_bounded())
            finally:
                document.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise refusal("file_broken", name) from error


def with_text_layer(pdf: bytes, layers: Iterable[bytes | None]) -> bytes:
    """A copy of a PDF over whose pages lie invisible words (PDFs of one page each); signatures and forms stay behind."""
    copy = pikepdf.new()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        copy.pages.extend(document.pages)
        for page, layer in zip(copy.pages, layers, strict=False):
            if "/Annots" in page:
                del page.Annots
            if layer:
                with pikepdf.open(io.BytesIO(layer)) as words:
                    page.add_overlay(words.pages[0], pikepdf.Rectangle(*(float(side) for side in page.mediabox)))
        written = io.BytesIO()
        copy.save(written, deterministic_id=True)
    return written.getvalue()


def is_signed(pdf: bytes) -> bool:
    """Whether a PDF bears a digital signature: such a file is kept to the byte and never taken apart."""
    return b"/ByteRange" in pdf
