"""A report as the national system takes it: plain JSON values."""

from collections.abc import Mapping
from decimal import Decimal

from motcua.insight.reporting.rules.sheets import Value


def content_of_filing(head: Mapping[str, object], sheets: Mapping[str, Mapping[str, Mapping[str, Value]]]) -> dict[str, object]:
    """The head, and every form as a list of cells; numbers are numbers."""
    forms = [
        {
            "code": code,
            "cells": [
                {"row": row, "column": column, "value": _plain(value)} for row, cells in lines.items() for column, value in cells.items()
            ],
        }
        for code, lines in sheets.items()
    ]
    return {**head, "forms": forms}


def _plain(value: Value) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
