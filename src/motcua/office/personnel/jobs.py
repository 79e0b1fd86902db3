"""Work that follows: print and sign decisions; do what belongs to the day on which they take effect."""

from motcua.blocks.jobs.api import every, job
from motcua.kernel.actor import SYSTEM
from motcua.office.personnel.actions.settle import settle_due
from motcua.office.personnel.actions.sign_decision import sign_decision


@job("personnel.sign_decision")
def sign_decision_of(decision_id: int) -> None:
    """Print and sign an issued decision; doing it twice changes nothing."""
    sign_decision(decision_id, actor=SYSTEM)


@job("personnel.settle")
def settle_decisions() -> None:
    """Logins, tokens and certificates of those who left end on the day itself; rights ended by their dates already."""
    settle_due(actor=SYSTEM)


every(300, settle_decisions)
