"""The questions of an e-form page as fields of the design system, with what was typed and what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.blocks.forms.api import Field as Question
from motcua.blocks.forms.api import Page
from motcua.channels.ui.parts import Choice, Field, FieldKind
from motcua.channels.ui.words import say_field
from motcua.kernel.errors import FieldError

Raw = Mapping[str, Sequence[str]]

_KINDS: Mapping[str, FieldKind] = {
    "text": "text", "textarea": "textarea", "date": "date", "select": "select", "radio": "radios", "checkboxes": "checkboxes",
    "confirm": "checkbox", "number": "number", "money": "money", "phone": "tel", "email": "email", "citizen_number": "number",
    "tax_code": "text", "address": "address", "repeat": "repeat",
}  # fmt: skip
_WIDTHS: Mapping[str, str] = {"number": "s", "money": "m", "phone": "m", "citizen_number": "m", "tax_code": "m", "email": "l"}
_FEW = 7


def _as_typed(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Filling:
    """What a page is filled with. `notes` says per question where its answer came from; `areas` are offered for addresses,
    `area_label` turns a stored area code into the words to show; `add_row_to` names a repeat that shall get one more row.
    """

    raw: Raw
    errors: Sequence[FieldError] = ()
    language: str = "vi"
    notes: Mapping[str, str] = field(default_factory=dict)
    areas: Sequence[str] = ()
    area_label: Callable[[str], str] = _as_typed
    add_row_to: str = ""


def page_fields(page: Page, filling: Filling) -> list[Field]:
    """The fields of a page; the label of a lone question becomes the heading of the page."""
    wrong: dict[str, FieldError] = {}
    for error in filling.errors:
        wrong.setdefault(error.field, error)
    alone = len(page.fields) == 1 and page.fields[0].widget != "repeat"
    return [_field(one, one.name, filling, wrong, heading=alone) for one in page.fields]


def _field(one: Question, name: str, filling: Filling, wrong: Mapping[str, FieldError], *, heading: bool = False) -> Field:
    error = wrong.get(name)
    typed = list(filling.raw.get(name, ()))
    kind = _KINDS[one.widget]
    if kind == "radios" and len(one.options) > _FEW:
        kind = "select"
    hint = one.hint or one.help
    return Field(
        name=name,
        label=one.label.in_language(filling.language),
        kind=kind,
        value=typed[0] if typed else "",
        values=_values(one, name, filling) or typed,
        hint=hint.in_language(filling.language) if hint else "",
        error=say_field(error) if error else "",
        choices=_choices(one, filling),
        autocomplete=one.autocomplete,
        width=_WIDTHS.get(one.widget, ""),  # type: ignore[arg-type] # the table holds widths only
        required=one.required,
        max_length=one.longest if one.widget in ("text", "textarea") else 0,
        heading=heading,
        suffix="₫" if one.widget == "money" else "",
        note=filling.notes.get(name, ""),
        wrong_part=str(error.params.get("part") or "") if error else "",
        rows=_rows(one, name, filling, wrong) if one.widget == "repeat" else (),
    )


def _values(one: Question, name: str, filling: Filling) -> list[str]:
    def first(part: str) -> str:
        return next(iter(filling.raw.get(f"{name}-{part}", ())), "")

    if one.widget == "date":
        return [first("day"), first("month"), first("year")]
    if one.widget == "address":
        return [first("text"), filling.area_label(first("area"))]
    return []


def _choices(one: Question, filling: Filling) -> list[Choice]:
    if one.widget == "address":
        return [Choice(area, area) for area in filling.areas]
    language = filling.language
    return [
        Choice(option.value, option.label.in_language(language), option.hint.in_language(language) if option.hint else "")
        for option in one.options
    ]


def _rows(one: Question, name: str, filling: Filling, wrong: Mapping[str, FieldError]) -> list[list[Field]]:
    """The rows typed so far, one empty row at the least, one more when asked for."""
    indices = {
        int(part) for key in filling.raw if key.startswith(f"{name}-") and (part := key[len(name) + 1 :].partition("-")[0]).isdigit()
    }
    count = max(1, len(indices)) + (1 if filling.add_row_to == name else 0)
    kept = sorted(indices)[:count]
    kept += range(max(kept, default=-1) + 1, max(kept, default=-1) + 1 + count - len(kept))
    return [[_field(column, f"{name}-{index}-{column.name}", filling, wrong) for column in one.columns] for index in kept]
