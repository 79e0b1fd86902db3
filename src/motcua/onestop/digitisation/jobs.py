"""Work in the background: straighten the pages of long scans."""

from motcua.blocks.jobs.api import enqueue, job
from motcua.onestop.digitisation.actions.prepare_pages import prepare_pages

_PAGES_AT_A_TIME = 10


@job("digitisation.prepare")
def prepare_scan(scan_id: int) -> None:
    """Straighten some pages and order the next ones, so that no turn takes long and progress is seen."""
    if prepare_pages(scan_id, most=_PAGES_AT_A_TIME):
        enqueue(prepare_scan, scan_id, serial=f"scan/{scan_id}")
