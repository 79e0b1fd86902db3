"""A report as the national system takes it: plain JSON values."""

from collections.abc import Mapping
from decimal import Decimal

from motcua.insight.reporting.rules.sheets import ReadSheet, Value


def content_of_filing(head: Mapping[str, object], sheets: Mapping[str, ReadSheet]) -> dict[str, object]:
    """The head, and every form with its rows and cells; numbers are numbers."""
    forms = [
        {"code": code, "rows": {row: {column: _plain(value) for column, value in cells.items()} for row, cells in lines.items()}}
        for code, lines in sheets.items()
    ]
    return {**head, "forms": forms}


def _plain(value: Value) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
