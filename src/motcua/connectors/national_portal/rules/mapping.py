"""Answers given at the national portal, put into our form as far as they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.blocks.forms.api import Field, FormDefinition
from motcua.connectors.national_portal.rules.filing import Told
from motcua.kernel.text import fold

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class Mapped:
    """Answers that fit our form, and what did not: (label, answer as told, why)."""

    answers: Mapping[str, object]
    problems: Sequence[tuple[str, str, str]]


def map_answers(form: FormDefinition, told: Sequence[Told], *, today: date, language: str = "vi") -> Mapped:
    """Take over each answer whose question we have (by name, else by label) and whose value our form accepts."""
    fields = {field.name: field for field in form.fields}
    labels = {fold(field.label.vi): field for field in form.fields}
    given: dict[str, object] = {}
    problems: list[tuple[str, str, str]] = []
    source: dict[str, Told] = {}
    for one in told:
        field = fields.get(one.name) or labels.get(fold(one.label))
        if field is None:
            problems.append((one.label or one.name, as_text(one.value), "Biểu mẫu của tỉnh không có mục này"))
        elif (value := _read(field, one.value)) is not None:
            given[field.name], source[field.name] = value, one
    wrong = {error.field.partition("-")[0]: str(error) for error in form.check(given, language=language, today=today)}
    for name, reason in wrong.items():
        if name in source:
            problems.append((fields[name].label.vi, as_text(source[name].value), f"Giá trị không đúng: {reason}"))
        elif name in fields:
            problems.append((fields[name].label.vi, "", "Chưa có câu trả lời"))
    kept = {name: value for name, value in given.items() if name not in wrong}
    return Mapped(form.answers_that_count(kept), problems)


def as_text(value: object) -> str:
    """An answer as a person reads it."""
    if isinstance(value, Mapping):
        return ", ".join(as_text(one) for one in value.values() if one)
    if isinstance(value, list):
        return "; ".join(as_text(one) for one in value)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return "" if value is None else str(value)[:2000]


def _read(field: Field, value: object) -> object:
    """The value in the form's own kind; None when nothing was answered. What cannot be read is given on, to be refused by the form."""
    if value in (None, "", []):
        return None
    if isinstance(value, str):
        return _from_text(field, " ".join(value.split()))
    return value


def _from_text(field: Field, text: str) -> object:
    match field.widget:
        case "confirm":
            return text.lower() in {"true", "1", "có"} or None
        case "date":
            return _day(text)
        case "number" | "money":
            return int(text) if text.isascii() and text.removeprefix("-").isdigit() and len(text) < 19 else text
        case "radio" if field.schema.get("type") == "boolean":
            return {"true": True, "có": True, "false": False, "không": False}.get(text.lower(), text)
        case "select" | "radio":
            named = {fold(option.label.vi): option.value for option in field.options}
            return text if field.option(text) else named.get(fold(text), text)
        case "checkboxes":
            return [part.strip() for part in text.split(",")]
        case "address":
            street, _, area = text.partition(",")
            return {"text": street.strip(), "area": "", "area_name": area.strip()} if area.strip() else text
    return text


def _day(text: str) -> str:
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return text
