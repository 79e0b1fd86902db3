"""What was entered by hand: row -> column -> value, reason, who and when."""

from collections.abc import Mapping
from typing import Any

from motcua.insight.reporting.rules.sheets import Sheet, read

Hand = Mapping[str, Mapping[str, Mapping[str, Any]]]


def hand_values(hand: Hand) -> Sheet:
    """Only the values."""
    return read({row: {column: entry["value"] for column, entry in cells.items()} for row, cells in hand.items()})
