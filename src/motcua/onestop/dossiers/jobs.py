"""Work that follows a step: print and sign the result; hand a filing to the business register."""

from motcua.blocks.jobs.api import job
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.actions.file_externally import file_externally
from motcua.onestop.dossiers.actions.sign_result import sign_result


@job("dossiers.sign_result")
def sign_result_of(dossier_id: int) -> None:
    """Print and sign the result of a resolved dossier; doing it twice changes nothing."""
    sign_result(dossier_id, actor=SYSTEM)


@job("dossiers.file_externally", retries=12)
def file_externally_of(dossier_id: int) -> None:
    """Hand a received dossier to the system that decides on it, once."""
    file_externally(dossier_id, actor=SYSTEM)
