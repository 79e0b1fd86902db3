"""What differs between two editions of a report."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.insight.reporting.rules.sheets import ReadSheet, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is not the same; None where one of the two has none."""

    form: str
    row: str
    column: str
    before: Value | None
    after: Value | None


def differences(before: Mapping[str, ReadSheet], after: Mapping[str, ReadSheet]) -> list[Difference]:
    """Every cell that differs, form by form."""
    found = []
    for form in dict.fromkeys([*before, *after]):
        old, new = before.get(form, {}), after.get(form, {})
        for row in dict.fromkeys([*old, *new]):
            was, now = old.get(row, {}), new.get(row, {})
            found += [
                Difference(form, row, key, was.get(key), now.get(key))
                for key in dict.fromkeys([*was, *now])
                if was.get(key) != now.get(key)
            ]
    return found
