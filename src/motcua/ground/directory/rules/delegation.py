"""Whether an absence can be arranged like this."""

from datetime import date

from motcua.ground.directory.rules.periods import within
from motcua.kernel.errors import FieldError, words


def faults(
    held_from: date, held_to: date | None, holder: int, stand_in: int, first_day: date, last_day: date, reason: str
) -> list[FieldError]:
    """Every wrong field; empty when it can be done."""
    found = []
    if stand_in == holder:
        found.append(FieldError("account", words("Nobody can stand in for themselves.")))
    if last_day < first_day:
        found.append(FieldError("last_day", words("The last day lies before the first.")))
    elif not within(first_day, last_day, held_from, held_to):
        found.append(FieldError("first_day", words("The post is not held during all of these days.")))
    if not reason.strip():
        found.append(FieldError("reason", words("Say why somebody must stand in.")))
    elif len(reason) > 200:
        found.append(FieldError("reason", words("The reason may have at most %(most)s letters."), {"most": 200}))
    return found
