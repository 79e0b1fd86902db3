"""Which agency may be asked."""

from motcua.ground.directory.api import Unit, bodies_performing
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import ProcedureContent


def agencies_for(content: ProcedureContent) -> list[Unit]:
    """The agencies that perform the procedure today."""
    return list(bodies_performing(content.performed_by.body))


def require_competent(content: ProcedureContent, unit_id: int | None, *, field: str = "unit_id") -> None:
    """Refuse an agency that does not perform the procedure; no agency is no mistake yet."""
    if unit_id is not None and not bodies_performing(content.performed_by.body).filter(pk=unit_id).exists():
        message = words("This agency does not handle this procedure.")
        raise InvalidInput(
            message, fields=[FieldError(field, message)], way_out=words("Choose one from the list of agencies of the procedure.")
        )
