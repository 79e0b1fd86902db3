"""What the components show: plain data, made by views, drawn by the tags of `templatetags/ui.py`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

FieldKind = Literal[
    "text", "textarea", "number", "money", "email", "tel", "date", "radios", "checkboxes", "select", "checkbox", "file", "password",
    "search", "hidden",
    "address", "repeat",
]  # fmt: skip
TagTone = Literal["plain", "now", "good", "wait", "bad"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its words, what was typed (raw), and what is wrong with it.

    `kind` date is posted as three values `<name>-day`, `<name>-month`, `<name>-year`, given in `values` in this order.
    An address is posted as `<name>-text` and `<name>-area` (both in `values`); `choices` are the areas to choose from.
    A repeat has `rows` of fields named `<name>-<index>-<column>`. `wrong_part` says which part an error points to.
    `heading` makes the label the heading of the page: for pages that ask one question.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    value: str = ""
    values: Sequence[str] = ()
    hint: str = ""
    error: str = ""
    choices: Sequence[Choice] = ()
    autocomplete: str = ""
    inputmode: str = ""
    width: Literal["", "xs", "s", "m", "l"] = ""
    required: bool = True
    max_length: int = 0
    heading: bool = False
    prefix: str = ""
    suffix: str = ""
    accept: str = ""
    multiple: bool = False
    note: str = ""
    wrong_part: str = ""
    rows: Sequence[Sequence["Field"]] = ()

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def first_id(self) -> str:
        """Where a link of the error summary leads."""
        parts = {"date": "day", "address": "text"}
        if self.kind not in parts:
            return self.id
        return f"{self.id}-{self.wrong_part or parts[self.kind]}"

    @property
    def described_by(self) -> str:
        """Ids for aria-describedby: hint and error, those that exist."""
        return " ".join(f"{self.id}-{part}" for part in ("hint", "note", "error") if getattr(self, part))

    @property
    def day(self) -> str:
        return self.values[0] if len(self.values) > 0 else ""

    @property
    def month(self) -> str:
        return self.values[1] if len(self.values) > 1 else ""

    @property
    def year(self) -> str:
        return self.values[2] if len(self.values) > 2 else ""


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary; `target` is the id of the field, `href` the page of the field when it is another one."""

    text: str
    target: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One question and its answer; `change` leads back to the question."""

    label: str
    value: str
    change: str = ""
    note: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words; `current` marks the place where the reader is."""

    label: str
    href: str = ""
    current: bool = False
    icon: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a task list."""

    label: str
    href: str = ""
    status: str = ""
    tone: TagTone = "plain"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline."""

    label: str
    state: Literal["done", "now", "next", "stopped"] = "next"
    when: str = ""
    who: str = ""
    text: str = ""
    machine_time: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a long list, by key: addresses of the neighbours, never a count."""

    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server really stored for one file."""

    name: str
    size: str
    pages: int | None
    sha256: str
    stored_at: str
    href: str = ""
    picture: str = ""
    actions: Sequence[Link] = field(default=())


def error_links(fields: Sequence[Field]) -> list[ErrorLink]:
    """The error summary of a page of fields, in the order of the page."""
    links: list[ErrorLink] = []
    for one in fields:
        if one.error:
            links.append(ErrorLink(one.error, one.first_id))
        for row in one.rows:
            links += error_links(row)
    return links
