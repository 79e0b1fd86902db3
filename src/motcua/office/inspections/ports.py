"""What this module needs from elsewhere: closed cases to draw from, and a look into one that was drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal, words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A closed case that may be drawn, and the stratum it lies in (unit and procedure)."""

    code: str
    unit_id: int
    procedure: str

    @property
    def stratum(self) -> tuple[int, str]:
        return self.unit_id, self.procedure


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a checker sees of one closed case: its way and terms, not what the applicant wrote."""

    code: str
    title: str
    person: str
    unit: str = ""
    channel: int = 0
    submitted_at: datetime | None = None
    received_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    timing: str = ""
    supplements: int = 0
    apologised: bool = False
    papers: Sequence[str] = field(default=())
    result: str = ""


class ClosedCases(Protocol):
    """Cases of the house that are closed."""

    def closed(self, unit_path: str, first: date, last: date, procedures: Sequence[str]) -> list[Candidate]:
        """Every case closed from the first to the last day in the unit or below it; of these procedures only, when any are named."""
        ...

    def look_at(self, code: str, *, purpose: str, actor: Actor) -> CaseFacts:
        """One case, with the access recorded on its owner's sheet; `NotFound` when it is gone."""
        ...

    def procedure_names(self, codes: Sequence[str]) -> Mapping[str, str]:
        """Names of procedures by code."""
        ...


_in_use: list[ClosedCases] = []


def use_closed_cases(cases: ClosedCases | None) -> None:
    """Join the house's cases; None takes them away."""
    _in_use[:] = [cases] if cases is not None else []


def closed_cases() -> ClosedCases:
    """The cases in use; refuses when nothing is joined."""
    if not _in_use:
        raise Refusal(words("No closed dossiers are joined to this installation."), code="no_closed_cases")
    return _in_use[0]
