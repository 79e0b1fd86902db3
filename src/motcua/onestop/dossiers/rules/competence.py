"""Whether a body may decide on a procedure at all."""

from datetime import date
from typing import Protocol

from motcua.kernel.errors import FieldError, InvalidInput, words


class Body(Protocol):
    """What the rule needs to know of a unit."""

    code: str
    kind: str
    level: str
    key: str
    valid_to: date | None

    @property
    def is_body(self) -> bool:
        """Whether it is an agency itself, not a part of one."""


def require_competence(body: Body, performed_by: str, *, on: date) -> None:
    """Refuse a unit that was closed or does not perform the procedure: every commune, every district, or one named department does.

    `performed_by` is the word of the procedure's record: `commune`, `district`, the key of a department, or the vertical agency
    of every territory of a level (`commune/cong_an`).
    """
    if body.valid_to is not None and body.valid_to < on:
        message = words("This body was closed; another one has taken over its work.")
        raise InvalidInput(message, fields=[FieldError("unit", message)], way_out=words("Choose a body from the list offered."))
    if not body.is_body or not _performs(body, performed_by):
        message = words("This body does not handle the procedure.")
        raise InvalidInput(message, fields=[FieldError("unit", message)], way_out=words("Choose a body from the list offered."))


def _performs(body: Body, performed_by: str) -> bool:
    level, _, vertical = performed_by.partition("/")
    if vertical:
        return (body.kind, body.level, body.key) == ("vertical", level, vertical)
    return body.kind == performed_by if performed_by in {"commune", "district"} else body.code == performed_by
