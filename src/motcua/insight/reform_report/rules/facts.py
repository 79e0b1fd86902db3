"""The report as facts: every figure with its parts and last year's, and the form in which machines read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.insight.reform_report.rules.definition import Definition, FigureLine
from motcua.insight.reform_report.rules.prose import Number
from motcua.kernel.rounding import half_up

HALF_UP = "half_up2"
Address = Callable[[str], str]  # key of an indicator -> where its records are listed


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure; `key` is the indicator it comes from ("" none).

    Without a value the records cannot tell, or there is nothing to divide by.
    """

    line: FigureLine
    key: str = ""
    value: Number | None = None
    numerator: int | None = None
    denominator: int | None = None
    ratio: bool = False
    known: bool = True
    before: Number | None = None
    formula: Mapping[str, str] | None = None

    @property
    def sourced(self) -> bool:
        """Whether an indicator counts it."""
        return bool(self.key)

    @property
    def difference(self) -> Number | None:
        """Against the same period of last year."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def per_cent(self) -> Decimal | None:
        """The difference in per cent of last year's; none for figures that are per cent themselves."""
        if self.difference is None or self.ratio or not self.before:
            return None
        return half_up(Decimal(self.difference) * 100 / Decimal(self.before), 2)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report says of one unit and period. `cut_off`: up to which moment the records are counted."""

    definition: Definition
    unit_id: int
    unit_code: str
    unit_name: str
    first: date
    last: date
    cut_off: datetime
    made_at: datetime
    facts: Sequence[Fact]

    def by_id(self) -> dict[str, Fact]:
        """The figures by id."""
        return {fact.line.id: fact for fact in self.facts}


def contract(report: Report, address: Address) -> dict[str, Any]:
    """The report for machines."""
    return {
        "unit": report.unit_code,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "figures": [_line(fact, address) for fact in report.facts],
    }


def _line(fact: Fact, address: Address) -> dict[str, Any]:
    return {
        "id": fact.line.id,
        "value": float(fact.value) if isinstance(fact.value, Decimal) else fact.value,
        "numerator": fact.numerator,
        "denominator": fact.denominator,
        "rounding": HALF_UP if fact.ratio else None,
        "source": "records" if fact.sourced else "none",
        "records": address(fact.key) if fact.sourced else None,
    }


def year_before(day: date) -> date:
    """The same day of last year; of 29 February the day before."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure that two runs tell differently."""

    id: str
    before: Number | None
    after: Number | None
    source_before: str
    source_after: str

    @property
    def difference(self) -> float | None:
        """How much it moved."""
        return None if self.before is None or self.after is None else round(float(self.after) - float(self.before), 4)


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Moved]:
    """The figures that differ between two runs, each as told by the contract."""
    one = {line["id"]: line for line in before["figures"]}
    other = {line["id"]: line for line in after["figures"]}
    nothing = {"value": None, "source": "absent", "numerator": None, "denominator": None}
    found = []
    for key in dict.fromkeys([*one, *other]):
        left, right = one.get(key, nothing), other.get(key, nothing)
        if any(left[name] != right[name] for name in nothing):
            found.append(Moved(key, left["value"], right["value"], left["source"], right["source"]))
    return found
