"""Read one question with its constraints; check a stored value by reading it as if it were posted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import orjson
from jsonschema import Draft202012Validator

from motcua.blocks.forms.rules.fields import Field
from motcua.blocks.forms.rules.reading import READERS, Posted, Reader, Wrong
from motcua.blocks.forms.rules.writing import posted_as
from motcua.kernel.errors import FieldError, words

_OWN_CHECKS = frozenset({"date", "select", "radio", "checkboxes", "confirm", "address", "repeat"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading depends on besides the posted texts: how to read, the legal day, and the other answers."""

    reader: Reader
    today: date
    answers: Mapping[str, object]


def answer(field: Field, posted: Posted, name: str, setting: Setting) -> object:
    """The value of a question, or None when it is left blank and may be; raises `Wrong`."""
    value = _rows(field, posted, name, setting) if field.widget == "repeat" else READERS[field.widget](setting.reader, field, posted, name)
    if value is None:
        if field.required:
            raise setting.reader.wrong(field, name, _ASK.get(field.widget, _ENTER))
        return None
    _within(field, value, name, setting)
    return value


def check(field: Field, value: object, name: str, setting: Setting) -> list[FieldError]:
    """What is wrong with a stored value; nothing when it could have been typed."""
    if value is not None and not _has_type(field, value):
        return list(setting.reader.wrong(field, name, words("“%(label)s”: the answer has the wrong form; please give it again.")).errors)
    try:
        answer(field, posted_as(field, value, name), name, setting)
    except Wrong as wrong:
        return list(wrong.errors)
    return []


_ENTER = words("Enter “%(label)s”.")
_CHOOSE = words("Choose an answer for “%(label)s”.")
_ASK = {
    "select": _CHOOSE,
    "radio": _CHOOSE,
    "checkboxes": words("Choose at least one answer for “%(label)s”."),
    "confirm": words("Tick the box “%(label)s” to go on."),
    "repeat": words("Add at least one row to “%(label)s”."),
}


def _rows(field: Field, posted: Posted, name: str, setting: Setting) -> object:
    """The rows in which anything is typed; blank ones are left out, so that empty lines do no harm."""
    indices = sorted({int(part) for key in posted if (part := _index(key, name)) and any(text.strip() for text in posted[key])})
    if len(indices) > field.most_rows:
        raise setting.reader.wrong(field, name, TOO_MANY_ROWS, most=field.most_rows)
    rows: list[dict[str, object]] = []
    errors: list[FieldError] = []
    for place, index in enumerate(indices):
        row: dict[str, object] = {}
        for column in field.columns:
            here, there = f"{name}-{index}-{column.name}", f"{name}-{place}-{column.name}"
            try:
                value = answer(column, _moved(posted, here, there), there, setting)
            except Wrong as wrong:
                errors.extend(wrong.errors)
            else:
                row.update({} if value is None else {column.name: value})
        rows.append(row)
    if errors:
        raise Wrong(*errors)
    return rows or None


def _moved(posted: Posted, here: str, there: str) -> Posted:
    return {there + key[len(here) :]: texts for key, texts in posted.items() if key == here or key.startswith(here + "-")}


def _index(key: str, name: str) -> str:
    rest = key.removeprefix(name + "-") if key.startswith(name + "-") else ""
    part = rest.partition("-")[0]
    return part if part.isascii() and part.isdigit() and len(part) <= 3 else ""


def _within(field: Field, value: object, name: str, setting: Setting) -> None:
    """Raise `Wrong` when the value is outside what the schema allows."""
    if field.widget == "date":
        _between(field, date.fromisoformat(str(value)), name, setting)
    if isinstance(value, str) and field.widget in ("text", "textarea") and len(value) > field.longest:
        raise setting.reader.wrong(field, name, TOO_LONG, most=field.longest)
    if field.widget not in _OWN_CHECKS:
        error = next(_validator(orjson.dumps(field.schema)).iter_errors(value), None)
        if error is not None:
            sentence = LIMIT_WORDS.get(str(error.validator), _NOT_ALLOWED)
            raise setting.reader.wrong(field, name, sentence, limit=error.validator_value)
    if field.widget == "repeat" and isinstance(value, list) and len(value) < int(field.schema.get("minItems", 0)):
        raise setting.reader.wrong(field, name, TOO_FEW_ROWS, least=field.schema["minItems"])


def _between(field: Field, day: date, name: str, setting: Setting) -> None:
    latest, earliest = _bound(field.not_after, setting), _bound(field.not_before, setting)
    if latest is not None and day > latest:
        raise setting.reader.wrong(field, name, NOT_AFTER, limit=latest.strftime("%d/%m/%Y"), part="day")
    if earliest is not None and day < earliest:
        raise setting.reader.wrong(field, name, NOT_BEFORE, limit=earliest.strftime("%d/%m/%Y"), part="day")


def _bound(text: str, setting: Setting) -> date | None:
    """`today`, `today-6574` (days), another date question, or a date."""
    if not text:
        return None
    if text.startswith("today"):
        return setting.today + timedelta(days=int(text[5:] or 0))
    found = setting.answers.get(text, text)
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        return None


def _has_type(field: Field, value: object) -> bool:
    kind = field.schema.get("type")
    if field.widget == "date":
        try:
            return isinstance(value, str) and bool(date.fromisoformat(value)) and len(value) == 10
        except ValueError:
            return False
    if field.widget == "repeat":
        return isinstance(value, list) and all(isinstance(row, dict) and _row_types(field, row) for row in value)
    if field.widget == "checkboxes":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return _validator(orjson.dumps({"type": kind})).is_valid(value)


def _row_types(field: Field, row: Mapping[str, object]) -> bool:
    return all(row.get(column.name) is None or _has_type(column, row[column.name]) for column in field.columns)


@lru_cache(maxsize=2048)
def _validator(schema: bytes) -> Draft202012Validator:
    return Draft202012Validator(orjson.loads(schema))


_NOT_ALLOWED = words("“%(label)s”: this answer is not allowed here; please check it.")
TOO_MANY_ROWS = words("“%(label)s”: at most %(most)s rows can be given.")
TOO_FEW_ROWS = words("“%(label)s”: give at least %(least)s rows.")
TOO_LONG = words("“%(label)s”: at most %(most)s signs can be given; please shorten it.")
NOT_AFTER = words("“%(label)s”: the date cannot be after %(limit)s.")
NOT_BEFORE = words("“%(label)s”: the date cannot be before %(limit)s.")
LIMIT_WORDS = {
    "minLength": words("“%(label)s”: give at least %(limit)s signs."),
    "maxLength": words("“%(label)s”: give at most %(limit)s signs."),
    "minimum": words("“%(label)s”: enter a number of at least %(limit)s."),
    "maximum": words("“%(label)s”: enter a number of at most %(limit)s."),
    "pattern": words("“%(label)s”: this is not written as expected; see the example beside the question."),
}
