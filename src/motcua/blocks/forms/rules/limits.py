"""What a question allows, as plain values with the sentence for each, for a device that checks without the server."""

from dataclasses import dataclass
from typing import Any

from motcua.blocks.forms.rules.answering import LIMIT_WORDS, NOT_AFTER, NOT_BEFORE, TOO_FEW_ROWS, TOO_LONG, TOO_MANY_ROWS
from motcua.blocks.forms.rules.fields import Field
from motcua.blocks.forms.rules.reading import EMAIL_WORDS, PHONE_WORDS, WHOLE_NUMBER
from motcua.kernel.identifiers import CITIZEN_NUMBER_WORDS, TAX_CODE_WORDS

OPEN = "{limit}"
_WRITTEN = {"phone": PHONE_WORDS, "email": EMAIL_WORDS, "citizen_number": CITIZEN_NUMBER_WORDS, "tax_code": TAX_CODE_WORDS}


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: its kind (a word of JSON Schema, or of ours), its value, and the sentence with what it names.

    A day that depends on today or on another answer stands in the sentence as `{limit}`.
    """

    kind: str
    value: Any
    message: str
    params: dict[str, Any]


def limits_of(field: Field, language: str) -> list[Limit]:
    """Every limit of a question in the order in which the server checks them."""
    label = field.label.in_language(language)
    found: list[Limit] = []

    def add(kind: str, value: Any, message: str, **params: Any) -> None:
        found.append(Limit(kind, value, message, {"label": label, **params}))

    if field.widget in _WRITTEN:
        add("written", field.widget, _WRITTEN[field.widget])
    if field.widget == "number" and field.schema.get("type") == "integer":
        add("whole", True, WHOLE_NUMBER)
    if field.widget in ("text", "textarea"):
        add("maxLength", field.longest, TOO_LONG, most=field.longest)
    for kind, message in LIMIT_WORDS.items():
        if kind in field.schema and kind != "maxLength":
            add(kind, field.schema[kind], message, limit=field.schema[kind])
    if field.not_after:
        add("notAfter", field.not_after, NOT_AFTER, limit=OPEN)
    if field.not_before:
        add("notBefore", field.not_before, NOT_BEFORE, limit=OPEN)
    if field.widget == "repeat":
        add("maxItems", field.most_rows, TOO_MANY_ROWS, most=field.most_rows)
        if "minItems" in field.schema:
            add("minItems", field.schema["minItems"], TOO_FEW_ROWS, least=field.schema["minItems"])
    return found
