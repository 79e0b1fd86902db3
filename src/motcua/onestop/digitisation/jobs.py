"""Work in the background: straighten the pages of long scans, recognise text, see whether a dossier is digital as a whole."""

from motcua.blocks.jobs.api import enqueue, job
from motcua.kernel.actor import SYSTEM
from motcua.onestop.digitisation.actions.prepare_pages import prepare_pages
from motcua.onestop.digitisation.actions.recognise import recognise, recognise_papers
from motcua.onestop.digitisation.actions.review_standing import review_standing

_PAGES_AT_A_TIME = 10
_READ_AT_A_TIME = 3


@job("digitisation.prepare")
def prepare_scan(scan_id: int) -> None:
    """Straighten some pages and order the next ones, so that no turn takes long and progress is seen."""
    if prepare_pages(scan_id, most=_PAGES_AT_A_TIME):
        enqueue(prepare_scan, scan_id, serial=f"scan/{scan_id}")


@job("digitisation.recognise")
def recognise_text(recognition_id: int) -> None:
    """Read some pages and order the next ones; recognition gives way to everything else."""
    if recognise(recognition_id, most=_READ_AT_A_TIME, actor=SYSTEM):
        enqueue(recognise_text, recognition_id, serial=f"read/{recognition_id}", priority=-5)


@job("digitisation.recognise_papers")
def recognise_papers_of(dossier_id: int) -> None:
    """Order what came with a dossier to be read."""
    recognise_papers(dossier_id, actor=SYSTEM)


@job("digitisation.review_standing")
def review_standing_of(dossier_id: int) -> None:
    """See whether everything of a dossier is digital now; twice changes nothing."""
    review_standing(dossier_id, actor=SYSTEM)
