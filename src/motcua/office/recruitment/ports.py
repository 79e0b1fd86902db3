"""What this module needs of others: how many places are vacant."""

from collections.abc import Collection, Mapping
from typing import Protocol


class Vacancies(Protocol):
    """Tells vacant places."""

    def vacant(self, unit_ids: Collection[int], kind: str, year: int) -> Mapping[int, int]:
        """Vacant places of the year by unit; a unit without a quota is not named."""
        ...


class _Unknown:
    def vacant(self, unit_ids: Collection[int], kind: str, year: int) -> Mapping[int, int]:
        return {}


_vacancies: Vacancies = _Unknown()


def use_vacancies(source: Vacancies) -> None:
    """Join who tells vacant places."""
    global _vacancies
    _vacancies = source


def vacancies() -> Vacancies:
    """Who tells vacant places."""
    return _vacancies
