"""How much one scan may hold."""

CITIZEN_PAGES = 60
OFFICE_PAGES = 300  # a full tray of the usual document scanner
AT_ONCE = 6  # pages prepared while the person waits; more are prepared in the background
CITIZEN_BYTES = 20 * 1024 * 1024
OFFICE_BYTES = 300 * 1024 * 1024


def most_pages(*, at_office: bool) -> int:
    """Pages that one scan may hold."""
    return OFFICE_PAGES if at_office else CITIZEN_PAGES


COPIED_PAGES = 600  # pages of one certified electronic copy; signing holds the whole file in memory
COPIED_BYTES = 150 * 1024 * 1024


MOST_READ = 120  # pages of one file whose text is recognised
_LEAST_PIXELS = 300_000


def enough_to_read(width: int | None, height: int | None) -> bool:
    """Whether a picture may carry print that can be read; files without a size in pixels (PDF) may."""
    return width is None or height is None or width * height >= _LEAST_PIXELS
