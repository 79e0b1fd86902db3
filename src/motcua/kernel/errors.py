"""What can go wrong, in words a person can act on.

    Refusal            a person's input or wish cannot be accepted; nothing was changed
    ├── InvalidInput   one or more fields are wrong; each is named
    ├── Forbidden      the actor may not do this
    ├── NotFound       there is no such thing, or the actor may not know of it
    └── Conflict       somebody else was first, or the state has moved on
    Fault              our side or another system failed; it is retried and shown to an operator

Messages are English source strings with ``%(name)s`` places; channels translate them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute


def words(text: str) -> str:
    """Mark an English source string for translation; returns it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: its name, what is wrong, and the values for the places in the sentence."""

    field: str
    message: str
    params: Mapping[str, object] = attribute(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not an error
    """Something was refused for a reason a person can understand; nothing was changed.

    `code` is stable for machines, `message` is the English source string, `way_out` says what to do next.
    """

    code = "refused"
    status = 422

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        params: Mapping[str, object] | None = None,
        way_out: str = "",
        fields: Sequence[FieldError] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.params = dict(params or {})
        self.way_out = way_out
        self.fields = tuple(fields)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


class InvalidInput(Refusal):
    """One or more fields are wrong; `fields` names each."""

    code = "invalid_input"


class Forbidden(Refusal):
    """The actor may not do this."""

    code = "forbidden"
    status = 403


class NotFound(Refusal):
    """There is no such thing, or the actor may not know of it."""

    code = "not_found"
    status = 404


class Conflict(Refusal):
    """Somebody else was first, or the state has moved on."""

    code = "conflict"
    status = 409


class Fault(Exception):  # noqa: N818 -- named as the office names it
    """Our side or another system failed: retried by jobs, visible to an operator."""
