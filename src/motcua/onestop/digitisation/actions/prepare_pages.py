"""Straighten the pages of a scan, one after the other; what was done stays done."""

from motcua.blocks.files.api import DOTS_PER_INCH, Page, StoredFile, drawn_page, from_scanner, read_bytes, store_bytes, straightened
from motcua.kernel.errors import Refusal
from motcua.onestop.digitisation.models import ScanPage


def prepare_pages(scan_id: int, *, most: int) -> int:
    """Prepare up to `most` pages that wait; returns how many wait still. A page that cannot be read is marked, not lost.

    Each page is written by itself: work that is cut off goes on where it was, and twice does no harm.
    """
    waiting = ScanPage.objects.filter(scan_id=scan_id, tried=False).select_related("original").order_by("place", "id")
    opened: tuple[int, bytes] = (0, b"")
    for page in waiting[:most]:
        if opened[0] != page.original_id:
            opened = (page.original_id, read_bytes(page.original))
        _prepare(page, opened[1])
    return ScanPage.objects.filter(scan_id=scan_id, tried=False).count()


def _prepare(row: ScanPage, data: bytes) -> None:
    try:
        page = _page(row.original, row.original_page, data)
    except Refusal:
        ScanPage.objects.filter(pk=row.pk, tried=False).update(tried=True, warnings=["broken"])
        return
    ScanPage.objects.filter(pk=row.pk, tried=False).update(
        prepared=store_bytes(f"trang-{row.place}.jpg", page.jpeg, "image/jpeg"),
        sheet_width=page.sheet.width,
        sheet_height=page.sheet.height,
        pixels_wide=page.width,
        pixels_high=page.height,
        warnings=list(page.warnings),
        tried=True,
    )


def _page(original: StoredFile, index: int, data: bytes) -> Page:
    if original.media_type == "application/pdf":
        return from_scanner(*drawn_page(data, index, original.name, density=DOTS_PER_INCH))
    return straightened(data, original.name)
