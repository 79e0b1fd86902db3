"""What this module needs from the outside: somebody who carries letters and short texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from motcua.kernel.errors import Fault

Report = Literal["accepted", "delivered", "undelivered", "unknown"]


class NotNow(Fault):
    """The carrier cannot take it now; it is tried again later."""


class NeverThere(Fault):
    """The carrier says that this address will never do; trying again is of no use."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `reference` is the same on every attempt, so that a carrier can tell a repetition."""

    reference: str
    to: str
    subject: str
    body: str
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShortText:
    """One text message; `reference` as with a letter."""

    reference: str
    to: str
    body: str


class MailCarrier(Protocol):
    """Carries letters; raises `NotNow` or `NeverThere`. Handing in twice with one reference must not be two letters."""

    def carry(self, letter: Letter) -> None: ...


class TextCarrier(Protocol):
    """Carries short texts and knows what became of them; raises `NotNow` or `NeverThere`."""

    def carry(self, text: ShortText) -> None: ...

    def ask(self, reference: str) -> Report: ...


@dataclass
class _Carriers:
    mail: MailCarrier | None = None
    text: TextCarrier | None = None


_carriers = _Carriers()


def use_carriers(*, mail: MailCarrier | None = None, text: TextCarrier | None = None) -> None:
    """Join the connectors; called by the wiring (and by tests). A way without a carrier is not offered."""
    _carriers.mail, _carriers.text = mail, text


def mail_carrier() -> MailCarrier | None:
    """Who carries letters, if anybody."""
    return _carriers.mail


def text_carrier() -> TextCarrier | None:
    """Who carries short texts, if anybody."""
    return _carriers.text
