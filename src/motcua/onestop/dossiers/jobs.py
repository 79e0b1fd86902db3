"""Work that follows a step: print and sign the result; hand a filing to the business register; fire timers."""

from motcua.blocks.jobs.api import every, job
from motcua.blocks.workflow.api import due_timers
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict
from motcua.onestop.dossiers.actions.file_externally import file_externally
from motcua.onestop.dossiers.actions.fire_timer import fire_timer
from motcua.onestop.dossiers.actions.sign_result import sign_result
from motcua.onestop.dossiers.events import STREAM

_AT_ONCE = 200


@job("dossiers.sign_result")
def sign_result_of(dossier_id: int) -> None:
    """Print and sign the result of a resolved dossier; doing it twice changes nothing."""
    sign_result(dossier_id, actor=SYSTEM)


@job("dossiers.file_externally", retries=12)
def file_externally_of(dossier_id: int) -> None:
    """Hand a received dossier to the system that decides on it, once."""
    file_externally(dossier_id, actor=SYSTEM)


@job("dossiers.fire_timers")
def fire_timers() -> None:
    """Fire the timers of dossiers that have fallen due; one that a colleague fired meanwhile is passed over."""
    for timer in due_timers(clock.now()).filter(subject_type=STREAM)[:_AT_ONCE]:
        try:
            fire_timer(timer, actor=SYSTEM)
        except Conflict:
            continue


every(60, fire_timers)
