"""Work that follows a step at the desk: print and sign slips."""

from motcua.blocks.jobs.api import job
from motcua.kernel.actor import SYSTEM
from motcua.onestop.desk.actions.sign_slip import sign_slip


@job("desk.sign_slip")
def sign_slip_of(slip_id: int) -> None:
    """Print and sign one slip; doing it twice changes nothing."""
    sign_slip(slip_id, actor=SYSTEM)
