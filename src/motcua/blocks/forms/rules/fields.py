"""What a form is made of: pages, questions and their texts in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from motcua.kernel.expressions import Expression

Widget = Literal[
    "text", "textarea", "date", "select", "radio", "checkboxes", "confirm", "number", "money",
    "phone", "email", "citizen_number", "tax_code", "address", "repeat",
]  # fmt: skip
WIDGETS: tuple[Widget, ...] = get_args(Widget)
TYPES: Mapping[Widget, tuple[str, ...]] = {
    "text": ("string",),
    "textarea": ("string",),
    "date": ("string",),
    "select": ("string",),
    "radio": ("string", "boolean"),
    "checkboxes": ("array",),
    "confirm": ("boolean",),
    "number": ("integer", "number"),
    "money": ("integer",),
    "phone": ("string",),
    "email": ("string",),
    "citizen_number": ("string",),
    "tax_code": ("string",),
    "address": ("object",),
    "repeat": ("array",),
}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language`; anything but English is Vietnamese."""
        return self.en if language.startswith("en") else self.vi


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from; `value` is what is stored."""

    value: str
    label: Bilingual
    hint: Bilingual | None = None


@dataclass(frozen=True)
class Field:
    """One question. `columns` are the questions of each row of a `repeat`; `area_source` names where an address's areas come from."""

    name: str
    label: Bilingual
    widget: Widget
    schema: Mapping[str, Any] = field(repr=False)
    required: bool = False
    hint: Bilingual | None = None
    help: Bilingual | None = None
    show_if: Expression | None = None
    prefill: str = ""
    autocomplete: str = ""
    area_source: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    not_before: str = ""
    not_after: str = ""

    def option(self, value: object) -> Option | None:
        """The option stored as `value` (booleans are stored as true and false, posted as "true" and "false")."""
        text = str(value).lower() if isinstance(value, bool) else value
        return next((option for option in self.options if option.value == text), None)

    @property
    def most_rows(self) -> int:
        """How many rows a `repeat` may have."""
        return int(self.schema.get("maxItems", 20))

    @property
    def longest(self) -> int:
        """How many signs a text may have."""
        return int(self.schema.get("maxLength", 4000 if self.widget == "textarea" else 300))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of questions."""

    id: str
    title: Bilingual
    fields: tuple[Field, ...]
    help: Bilingual | None = None
    show_if: Expression | None = None

    def field(self, name: str) -> Field | None:
        """The question of that name on this page."""
        return next((one for one in self.fields if one.name == name), None)
