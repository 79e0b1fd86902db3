"""Whether a body may decide on a procedure at all."""

from typing import Protocol

from motcua.kernel.errors import FieldError, InvalidInput, words


class Body(Protocol):
    """What the rule needs to know of a unit."""

    code: str
    kind: str

    @property
    def is_body(self) -> bool:
        """Whether it is an agency itself, not a part of one."""


def require_competence(body: Body, performed_by: str) -> None:
    """Refuse a unit that does not perform the procedure: every commune, every district, or one named department does.

    `performed_by` is the word of the procedure's record (`commune`, `district`, or the key of a department).
    """
    performs = body.is_body and body.kind == performed_by if performed_by in {"commune", "district"} else body.code == performed_by
    if not performs:
        message = words("This body does not handle the procedure.")
        raise InvalidInput(message, fields=[FieldError("unit", message)], way_out=words("Choose a body from the list offered."))
