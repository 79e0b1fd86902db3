"""Bind pages that came from elsewhere and a printed paper into one document, with a mark on each of those pages."""

import io
import re

import pikepdf

_PLACE = re.compile(r"(sign:[\w-]+@)(\d+)(:)")
_MARGIN = 14.0  # points
_WIDEST = 0.42  # of the page
_CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part", "pdfuaid:rev")


def bind_pages(pages: bytes, closing: bytes, *, marks: bytes | None = None) -> bytes:
    """The pages of `pages`, then those of `closing` (a paper of `render_pdf`), as one document with the title of the latter.

    `marks` has a small page for each page of `pages`; it is laid over the top right corner and hides nothing that lies under it,
    unless it is drawn so. Places that `closing` kept for signatures move along; what it claims of archival form no longer
    holds and is taken out. Raises `ValueError` when there are fewer marks than pages.
    """
    with pikepdf.open(io.BytesIO(closing)) as document, pikepdf.open(io.BytesIO(pages)) as others:
        count = len(others.pages)
        for number, page in enumerate(others.pages):
            document.pages.insert(number, page)
        if marks is not None:
            with pikepdf.open(io.BytesIO(marks)) as drawn:
                _mark(document, drawn, count)
        _move_places(document, count)
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _mark(document: pikepdf.Pdf, drawn: pikepdf.Pdf, count: int) -> None:
    if len(drawn.pages) < count:
        raise ValueError("a mark for each page is needed")
    for number in range(count):
        page = document.pages[number]
        width, height = (float(side) for side in page.mediabox[2:])
        wide, high = (float(side) for side in drawn.pages[number].mediabox[2:])
        scale = min(1.0, width * _WIDEST / wide)
        margin = min(_MARGIN, width * 0.03)
        right, top = width - margin, height - margin
        page.add_overlay(drawn.pages[number], pikepdf.Rectangle(right - wide * scale, top - high * scale, right, top))


def _move_places(document: pikepdf.Pdf, by: int) -> None:
    """Tell the new page of each place that was kept for a signature."""
    moved = _PLACE.sub(lambda found: f"{found[1]}{int(found[2]) + by}{found[3]}", str(document.docinfo.get("/Keywords", "")))
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        for claim in _CLAIMS:
            if claim in said:
                del said[claim]
        if "pdf:Keywords" in said:
            said["pdf:Keywords"] = moved
    document.docinfo["/Keywords"] = moved
