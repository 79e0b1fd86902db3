"""Whether there are places for what a plan wants."""

from collections.abc import Iterable

from motcua.ground.directory.api import Unit
from motcua.kernel.errors import FieldError, words
from motcua.office.recruitment.ports import vacancies


def room_faults(wanted: Iterable[tuple[Unit, int]], kind: str, year: int) -> list[FieldError]:
    """One fault for each unit that wants more people than it has vacant places in that year; units without a quota have none to check."""
    units: dict[int, Unit] = {}
    sums: dict[int, int] = {}
    for unit, number in wanted:
        units[unit.pk] = unit
        sums[unit.pk] = sums.get(unit.pk, 0) + number
    room = vacancies().vacant(list(units), kind, year)
    says = words("%(unit)s: %(wanted)s wanted, but only %(room)s places are vacant.")
    return [
        FieldError("lines", says, {"unit": units[pk].formal_name, "wanted": number, "room": room[pk]})
        for pk, number in sums.items()
        if pk in room and number > room[pk]
    ]
