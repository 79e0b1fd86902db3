"""What this module needs of the outside: the national reporting system."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from motcua.kernel.errors import Refusal


class ReportRefused(Refusal):
    """The national system does not take the report; sending the same again would not help."""

    code = "report_refused"


@dataclass(frozen=True, slots=True)
class Filing:
    """A report as it is sent: `key` is the same on every attempt, so that it counts once over there."""

    key: str
    content: Mapping[str, object]


class NationalReporting(Protocol):
    """The national reporting system."""

    def send(self, filing: Filing) -> str:
        """Deliver; returns the receipt number. Raises Fault to be tried again, `ReportRefused` when it is refused for good."""


_in_use: list[NationalReporting] = []


def use_national_reporting(system: NationalReporting | None) -> None:
    """Join the system; None: there is none."""
    _in_use[:] = [system] if system is not None else []


def national_reporting() -> NationalReporting | None:
    """The system in use, if any."""
    return _in_use[0] if _in_use else None
