"""When the fees of a dossier are to be paid, and what is still owed of them. Amounts are in đồng.

The content of a procedure says of each line whether it is collected at intake or with the result; an officer may agree that
what is due at intake is paid with the result (thu sau).
"""

from collections.abc import Iterable, Mapping
from typing import Any

BEFORE, DURING, AT_RETURN, NOTHING = "before", "during", "at_return", ""

Line = Mapping[str, Any]


def due_when(fees: Iterable[Line]) -> str:
    """When the first đồng is due: before the dossier is received, at return, or nothing at all."""
    moments = {line["collected"] for line in fees if line["amount"]}
    return BEFORE if "intake" in moments else AT_RETURN if moments else NOTHING


def due_before_intake(fees: Iterable[Line], when: str) -> int:
    """What must be paid before the dossier is received; nothing when payment was put off to the return."""
    return sum(line["amount"] for line in fees if line["collected"] == "intake") if when == BEFORE else 0


def still_owed(*, total: int, collected: int, refunded: int) -> int:
    """What is owed of the fees: what was paid and given back is not owed again."""
    return max(total - collected - refunded, 0)
