"""Work that follows a step at the desk: print and sign slips, speak with the post, sweep the hall."""

from motcua.blocks.jobs.api import every, job
from motcua.kernel.actor import SYSTEM
from motcua.onestop.desk.actions.close_day import close_day
from motcua.onestop.desk.actions.sign_slip import sign_slip
from motcua.onestop.desk.actions.tell_post import ask_about_silent, tell_post


@job("desk.sign_slip")
def sign_slip_of(slip_id: int) -> None:
    """Print and sign one slip; doing it twice changes nothing."""
    sign_slip(slip_id, actor=SYSTEM)


@job("desk.place_order")
def place_order(parcel_id: int) -> None:
    """Tell the post of one order; a post that does not answer is told again."""
    tell_post(parcel_id, actor=SYSTEM)


@job("desk.ask_about_silent_parcels", retries=0)
def ask_about_silent_parcels() -> None:
    """Ask about envelopes of which nothing was heard: calls back can get lost."""
    ask_about_silent(actor=SYSTEM)


@job("desk.close_day", retries=0)
def sweep_hall() -> None:
    """Close what is left of the queues of earlier days."""
    close_day(actor=SYSTEM)


every(60, ask_about_silent_parcels)
every(3600, sweep_hall)
