"""What the register says about a filing, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.errors import InvalidInput, words

STATUSES = ("received", "in_process", "registered", "refused")
FINAL = frozenset({"registered", "refused"})


@dataclass(frozen=True, slots=True)
class Message:
    """One status of one filing; `step` counts the statuses the filing has had."""

    dossier_code: str
    foreign_code: str
    status: str
    step: int
    enterprise_code: str = ""
    reason: str = ""

    @property
    def comment(self) -> str:
        """What people read about it: the enterprise code, or the reason of the refusal."""
        return self.enterprise_code or self.reason


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
    texts = {name: found.get(name, "") for name in ("dossier_code", "foreign_code", "status", "enterprise_code", "reason")}
    step = found.get("step")
    if (
        not all(isinstance(text, str) and len(text) <= 500 for text in texts.values())
        or not isinstance(step, int)
        or isinstance(step, bool)
    ):
        raise _not_a_message()
    if not texts["dossier_code"] or not texts["foreign_code"] or texts["status"] not in STATUSES or not 0 < step < 1000:
        raise _not_a_message()
    return Message(step=step, **texts)


def _not_a_message() -> InvalidInput:
    return InvalidInput(words("This is not a message of the business register."), code="not_a_message")
