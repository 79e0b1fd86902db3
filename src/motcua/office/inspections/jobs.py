"""Work that follows and work by the day: sign papers, draw cases, remind."""

from motcua.blocks.jobs.api import every, job
from motcua.kernel.actor import SYSTEM
from motcua.office.inspections.actions.draw_cases import draw_cases
from motcua.office.inspections.actions.remind import remind
from motcua.office.inspections.actions.sign_paper import sign_paper
from motcua.office.inspections.rules.job_names import DRAW, SIGN

_HOUR = 3600


@job(SIGN)
def sign(paper_id: int) -> None:
    """Print and sign a paper; doing it twice changes nothing."""
    sign_paper(paper_id, actor=SYSTEM)


@job(DRAW)
def draw(draw_id: int) -> None:
    """Draw the cases of a published draw; doing it twice changes nothing."""
    draw_cases(draw_id, actor=SYSTEM)


@job("inspections.daily")
def daily() -> None:
    """Remind of findings."""
    remind(actor=SYSTEM)


every(6 * _HOUR, daily)
