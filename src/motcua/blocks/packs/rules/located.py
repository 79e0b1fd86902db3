"""Values that remember where they were written, so that a mistake is shown with file and line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from motcua.kernel.errors import Refusal, words

Step = str | int


class PackError(Refusal):
    """One mistake in a content file: the file, the line (from 1) and the reason in plain words."""

    code = "pack_broken"

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            words("%(file)s, line %(line)s: %(reason)s"),
            params={"file": file, "line": line, "reason": reason},
            way_out=words("Correct the file and load again; nothing was changed."),
        )
        self.file = file
        self.line = line
        self.reason = reason


class PackRefused(Refusal):
    """A whole pack was refused; `errors` names every mistake found, in the order of the files."""

    code = "pack_refused"

    def __init__(self, errors: Sequence[PackError]) -> None:
        self.errors = tuple(errors)
        super().__init__(
            words("%(count)s mistake(s) in the content:\n%(list)s"),
            params={"count": len(self.errors), "list": "\n".join(str(error) for error in self.errors)},
            way_out=words("Correct the file and load again; nothing was changed."),
        )


@dataclass(frozen=True)
class Located:
    """A plain value (`dict`, `list`, text, number, date, bool or None) and the place of every part of it.

    `located["name"]["vi"].line` is a line number; `.error("reason")` makes the `PackError` of that place.
    """

    file: str
    value: object
    lines: Mapping[tuple[Step, ...], int] = field(repr=False)
    path: tuple[Step, ...] = ()

    @property
    def line(self) -> int:
        """The line of this value, or of the nearest part around it that has one."""
        return self.line_of()

    def line_of(self, *steps: Step) -> int:
        """The line of the part reached by `steps`, or of the nearest part around it."""
        path = (*self.path, *steps)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def __getitem__(self, step: Step) -> "Located":
        """The part under a key or index; a missing key is a `PackError` at this place."""
        if isinstance(self.value, dict) and step in self.value:
            return Located(self.file, self.value[step], self.lines, (*self.path, step))
        if isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return Located(self.file, self.value[step], self.lines, (*self.path, step))
        raise self.error(f"'{step}' is missing")

    def get(self, step: Step) -> "Located | None":
        """The part under a key or index, or None."""
        present = step in self.value if isinstance(self.value, dict) else isinstance(self.value, list) and isinstance(step, int)
        return self[step] if present else None

    def __iter__(self) -> Iterator["Located"]:
        """The items of a list, each with its place; anything else is a `PackError`."""
        if not isinstance(self.value, list):
            raise self.error("a list is expected here")
        return (self[index] for index in range(len(self.value)))

    def items(self) -> Iterator[tuple[str, "Located"]]:
        """The entries of a mapping, each with its place; anything else is a `PackError`."""
        if not isinstance(self.value, dict):
            raise self.error("a mapping of names to values is expected here")
        return ((str(key), self[key]) for key in self.value)

    def text(self) -> str:
        """The value as text; refuses anything but non-empty text."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.error("text is expected here; put numbers and dates that are names into quotes")
        return self.value

    def whole_number(self) -> int:
        """The value as a whole number; text of digits (from a table) counts."""
        if isinstance(self.value, str) and self.value.strip().lstrip("-").isdigit():
            return int(self.value)
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.error("a whole number is expected here")
        return self.value

    def day(self) -> date:
        """The value as a date, written 2022-11-30."""
        if isinstance(self.value, date):
            return self.value
        try:
            return date.fromisoformat(str(self.value))
        except ValueError:
            raise self.error(f"a date such as 2022-11-30 is expected here, not '{self.value}'") from None

    def error(self, reason: str, *steps: Step) -> PackError:
        """A mistake at this place, or at the part reached by `steps`."""
        return PackError(self.file, self.line_of(*steps), reason)
