"""What the national portal says about an item, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from motcua.kernel.errors import InvalidInput, words

KINDS = ("opened", "supplemented", "rated")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one item; `sequence` counts the messages of the item from 1, so that order and gaps are seen."""

    code: str
    sequence: int
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def text(self, name: str, most: int = _LONGEST) -> str:
        """A text of the data; anything else is an empty one."""
        value = self.data.get(name, "")
        return value[:most] if isinstance(value, str) else ""

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no of the data."""
        value = self.data.get(name, default)
        return value if isinstance(value, bool) else default


def read_message(body: bytes) -> Message:
    """Read a message; raises InvalidInput when it is not one."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise _not_a_message() from error
    return message_of(found)


def message_of(found: object) -> Message:
    """A message from decoded JSON; raises InvalidInput when it is not one."""
    if not isinstance(found, Mapping):
        raise _not_a_message()
    code, sequence, kind, data = (found.get(name) for name in ("code", "sequence", "kind", "data"))
    if not isinstance(code, str) or not 3 <= len(code) <= 60 or not code.isascii():
        raise _not_a_message()
    if not isinstance(sequence, int) or isinstance(sequence, bool) or not 0 < sequence < 10_000:
        raise _not_a_message()
    if kind not in KINDS or not isinstance(data, Mapping) or (kind == "opened") != (sequence == 1):
        raise _not_a_message()
    return Message(code, sequence, kind, dict(data))


def _not_a_message() -> InvalidInput:
    return InvalidInput(words("This is not a message of the national portal."), code="not_a_message")
