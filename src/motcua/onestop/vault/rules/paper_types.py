"""Types of papers: which procedures produce them, which components they satisfy, how long they hold."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field, model_validator

from motcua.kernel.expressions import Expression, ExpressionError
from motcua.onestop.catalogue.api import Condition, Key, Part, Tagged, Text

Code = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9._-]{0,39}$")]
ProcedureCode = Annotated[str, Field(pattern=r"^[123]\.\d{6}$")]


class Validity(Tagged):
    """How long a paper holds, counted from the day of issue; `when` limits the rule to some papers."""

    permanent: bool = False
    amount: int | None = Field(default=None, gt=0, le=1200)
    unit: Literal["day", "month", "year"] = "month"
    when: Condition | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Validity":
        if self.permanent == (self.amount is not None):
            raise ValueError("give either 'permanent: true' or an amount")
        return self

    def ends(self, issued_on: date) -> date | None:
        """The last day on which the paper holds; None when it holds for ever."""
        return None if self.amount is None else _later(issued_on, self.amount, self.unit)


class Satisfied(Part):
    """A component of a procedure that a paper of the type satisfies."""

    procedure: ProcedureCode
    component: Key


class PaperType(Text, Tagged):
    """One type of paper, with its names."""

    code: Code
    produced_by: tuple[ProcedureCode, ...] = ()
    satisfies: tuple[Satisfied, ...] = ()
    validity: tuple[Validity, ...] = Field(min_length=1)
    scope: Text | None = None

    @model_validator(mode="after")
    def _last_rule_holds_for_the_rest(self) -> "PaperType":
        if self.validity[-1].when is not None:
            raise ValueError("the last rule of validity has no 'when': it holds for the rest")
        if any(rule.when is None for rule in self.validity[:-1]):
            raise ValueError("only the last rule of validity may have no 'when'")
        return self

    def valid_until(self, issued_on: date, facts: Mapping[str, object]) -> date | None:
        """The last day of a paper issued on that day, None for ever; a rule that lacks a fact does not hold."""
        rule = next(rule for rule in self.validity if rule.when is None or _holds(rule.when, facts))
        return rule.ends(issued_on)

    def serves(self, procedure: str, component: str) -> bool:
        """Whether a paper of this type satisfies the component."""
        return any(one.procedure == procedure and one.component == component for one in self.satisfies)


class PaperTypes(Part):
    """The whole file."""

    types: tuple[PaperType, ...]

    @model_validator(mode="after")
    def _said_once(self) -> "PaperTypes":
        codes = [one.code for one in self.types]
        twice = {code for code in codes if codes.count(code) > 1}
        produced = [procedure for one in self.types for procedure in one.produced_by]
        both = {procedure for procedure in produced if produced.count(procedure) > 1}
        if twice:
            raise ValueError(f"type {', '.join(sorted(twice))} is there twice")
        if both:
            raise ValueError(f"the result of {', '.join(sorted(both))} has two types")
        return self


def is_valid_on(day: date, *, valid_from: date | None, valid_until: date | None) -> bool:
    """Whether a paper holds on a day; both ends belong to it, an open end never comes."""
    return (valid_from is None or valid_from <= day) and (valid_until is None or day <= valid_until)


def type_of_result(types: Sequence[PaperType], procedure: str) -> PaperType | None:
    """The type of the result of a procedure."""
    return next((one for one in types if procedure in one.produced_by), None)


def type_of_component(types: Sequence[PaperType], procedure: str, component: str, named: str = "") -> PaperType | None:
    """The type of the papers handed in for a component: the one it names itself, otherwise the only one that satisfies it.

    Where several types satisfy it, nobody knows which was handed in: the paper is kept without a type and offered nowhere.
    """
    by_name = next((one for one in types if named and one.code == named), None)
    serving = [one for one in types if one.serves(procedure, component)]
    return by_name or (serving[0] if len(serving) == 1 else None)


def codes_that_serve(types: Sequence[PaperType], procedure: str, component: str, named: str = "") -> frozenset[str]:
    """The types of which a paper satisfies the component."""
    return frozenset({one.code for one in types if one.serves(procedure, component)} | ({named} if named else set()))


def _holds(condition: str, facts: Mapping[str, object]) -> bool:
    try:
        return Expression.parse(condition).holds(facts)
    except ExpressionError:
        return False


def _later(start: date, amount: int, unit: str) -> date:
    """The same day of a later month or year, its last day when it has no such day (BLDS 2015 a.148)."""
    if unit == "day":
        return start + timedelta(days=amount)
    months = start.year * 12 + start.month - 1 + amount * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
