"""How much one scan may hold."""

CITIZEN_PAGES = 60
OFFICE_PAGES = 300  # a full tray of the usual document scanner
AT_ONCE = 6  # pages prepared while the person waits; more are prepared in the background
CITIZEN_BYTES = 20 * 1024 * 1024
OFFICE_BYTES = 300 * 1024 * 1024


def most_pages(*, at_office: bool) -> int:
    """Pages that one scan may hold."""
    return OFFICE_PAGES if at_office else CITIZEN_PAGES
