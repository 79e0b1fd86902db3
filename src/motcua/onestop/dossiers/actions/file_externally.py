"""Hand a received dossier to the other system that decides on it."""

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.record_external_status import ExternalStatus, record_external_status
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.ports import Filing, ForeignStatus, business_register
from motcua.onestop.dossiers.rights import FILE_EXTERNALLY
from motcua.onestop.dossiers.rules.foreign import FINAL, MESSAGE
from motcua.onestop.dossiers.rules.transitions import ENDED


def file_externally(dossier_id: int, *, actor: Actor) -> str:
    """File with the business register (the same dossier code is filed once there) and note its code.

    Returns the foreign code, or nothing where the province has no such connector. Raises `Fault` to be retried.
    """
    require(actor, FILE_EXTERNALLY)
    register = business_register()
    dossier = Dossier.objects.select_related("owner").get(pk=dossier_id)
    if register is None or dossier.status in ENDED:
        return dossier.foreign_code
    number = dossier.owner.tax_code or dossier.owner.citizen_id or ""
    foreign_code = register.file(Filing(dossier.code, dossier.owner_name, number, dossier.answers))
    if dossier.foreign_code != foreign_code:
        take_over_status(dossier.code, ForeignStatus(foreign_code, "received"), actor=actor)
    return foreign_code


def take_over_status(code: str, status: ForeignStatus, *, actor: Actor) -> Dossier:
    """Take over what the register reports (by callback, or asked for), once per change."""
    report = ExternalStatus(MESSAGE, status.foreign_code, status.status, status.status in FINAL, status.comment)
    return record_external_status(code, report=report, actor=actor)
