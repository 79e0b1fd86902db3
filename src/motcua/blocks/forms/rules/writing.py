"""Write a value back as it would be posted (for inputs), and as a person reads it (for summaries)."""

from datetime import date

from motcua.blocks.forms.rules.fields import Bilingual, Field
from motcua.kernel.money import format_dong

_YES = Bilingual("Có", "Yes")


def posted_as(field: Field, value: object, name: str) -> dict[str, list[str]]:
    """The texts of the inputs of one question for a value; empty for None."""
    if value is None:
        return {}
    if field.widget == "date":
        year, month, day = str(value).split("-")
        return {f"{name}-day": [str(int(day))], f"{name}-month": [str(int(month))], f"{name}-year": [year]}
    if field.widget == "address" and isinstance(value, dict):
        area = str(value.get("area") or value.get("area_name") or "")
        return {f"{name}-text": [str(value.get("text", ""))], f"{name}-area": [area]}
    if field.widget == "checkboxes" and isinstance(value, list):
        return {name: [str(item) for item in value]}
    if field.widget == "repeat" and isinstance(value, list):
        return {
            key: texts
            for index, row in enumerate(value)
            for column in field.columns
            for key, texts in posted_as(column, row.get(column.name), f"{name}-{index}-{column.name}").items()
        }
    return {name: [_plain(field, value)]}


def _plain(field: Field, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if field.widget == "money" and isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def shown_as(field: Field, value: object, language: str) -> list[str]:
    """The value in words, one item per line; nothing for None."""
    if value is None:
        return []
    if field.widget == "repeat" and isinstance(value, list):
        return [_row(field, row, language) for row in value]
    if field.widget == "checkboxes" and isinstance(value, list):
        return [_option(field, item, language) for item in value]
    return [_shown(field, value, language)]


def _row(field: Field, row: dict[str, object], language: str) -> str:
    parts = [(column, shown_as(column, row.get(column.name), language)) for column in field.columns]
    return "; ".join(f"{column.label.in_language(language)}: {', '.join(lines)}" for column, lines in parts if lines)


def _shown(field: Field, value: object, language: str) -> str:
    if field.widget in ("select", "radio"):
        return _option(field, value, language)
    if field.widget == "confirm":
        return _YES.in_language(language)
    if field.widget == "date":
        return date.fromisoformat(str(value)).strftime("%d/%m/%Y")
    if field.widget == "money" and isinstance(value, int):
        return format_dong(value)
    if field.widget == "address" and isinstance(value, dict):
        return ", ".join(str(value[key]) for key in ("text", "area_name") if value.get(key))
    return _plain(field, value)


def _option(field: Field, value: object, language: str) -> str:
    option = field.option(value)
    return option.label.in_language(language) if option else str(value)
