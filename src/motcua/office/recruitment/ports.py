"""What this module needs of others: how many places are vacant, and who takes a new colleague in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody recruited: who, where, as what, from when, until when on probation, by which decision."""

    full_name: str
    birth_date: date | None
    sex: str
    citizen_id: str
    unit_id: int
    kind: str
    position: str
    rank: str
    degree: str
    starts_on: date
    probation_until: date
    decision_number: str
    decided_on: date


class Vacancies(Protocol):
    """Tells vacant places."""

    def vacant(self, unit_ids: Collection[int], kind: str, year: int) -> Mapping[int, int]:
        """Vacant places of the year by unit; a unit without a quota is not named."""
        ...


class Reception(Protocol):
    """Takes newcomers into the files of personnel."""

    def receive(self, newcomer: Newcomer) -> None:
        """Called in the transaction that decides on the result; a refusal there refuses the decision."""
        ...


class _Nowhere:
    def vacant(self, unit_ids: Collection[int], kind: str, year: int) -> Mapping[int, int]:
        return {}

    def receive(self, newcomer: Newcomer) -> None:
        return


_vacancies: Vacancies = _Nowhere()
_reception: Reception = _Nowhere()


def use_vacancies(source: Vacancies) -> None:
    """Join who tells vacant places."""
    global _vacancies
    _vacancies = source


def use_reception(source: Reception) -> None:
    """Join who takes newcomers in."""
    global _reception
    _reception = source


def vacancies() -> Vacancies:
    """Who tells vacant places."""
    return _vacancies


def reception() -> Reception:
    """Who takes newcomers in."""
    return _reception
