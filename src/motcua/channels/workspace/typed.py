"""What an official typed into a form: read field by field, every fault named, nothing lost."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import HttpRequest

from motcua.channels.ui.api import ErrorLink, Field
from motcua.kernel.errors import FieldError, InvalidInput, words


@dataclass(slots=True)
class Typed:
    """Reads the posted texts; `check` refuses with every fault found on the way."""

    request: HttpRequest
    faults: list[FieldError] = field(default_factory=list)

    def text(self, name: str) -> str:
        """What was typed, without spaces around."""
        return self.request.POST.get(name, "").strip()

    def day(self, name: str) -> date:
        """A day typed as three parts; a fault, and the first day of all, when it is none."""
        year, month, day = (self.text(f"{name}-{part}") for part in ("year", "month", "day"))
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            self.faults.append(FieldError(name, words("Enter a day as day, month and year.")))
            return date.min

    def number_of(self, name: str, known: Collection[int]) -> int:
        """One of the known numbers; a fault, and 0, when it is none."""
        text = self.text(name)
        if text.isascii() and text.isdigit() and int(text) in known:
            return int(text)
        self.faults.append(FieldError(name, words("Choose one from the list.")))
        return 0

    def check(self) -> None:
        """Refuse when anything was wrong so far."""
        if self.faults:
            raise InvalidInput(words("Some answers need your attention."), fields=self.faults)

    def filled(self, one: Field, errors: Mapping[str, str]) -> Field:
        """The field with what was typed into it and what is wrong with it."""
        error = errors.get(one.name, "")
        if one.kind == "date":
            return replace(one, values=[self.text(f"{one.name}-{part}") for part in ("day", "month", "year")], error=error)
        return replace(one, value=self.request.POST.get(one.name, one.value), error=error)


def summary(errors: Mapping[str, str], fields: Collection[Field]) -> list[ErrorLink]:
    """The error summary; an error about a part of a field (`lines.3`) leads to the field."""
    ids = {one.name: one.first_id for one in fields}
    return [ErrorLink(text, ids.get(name, ids.get(name.partition(".")[0], ""))) for name, text in errors.items()]
