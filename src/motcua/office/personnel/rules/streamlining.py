"""What somebody who leaves by streamlining is paid.

Decree 108/2014/ND-CP, articles 8 to 10, as amended by 113/2018/ND-CP and 143/2020/ND-CP; later Decree 29/2023/ND-CP. The cases and
their months of salary are content with the day from which they hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.rounding import half_up
from motcua.office.personnel.rules.content import BaseSalary, Case, Regime, in_force

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who leaves: case, day, salary coefficient, years of social insurance, and years before the retirement age."""

    case: str
    leaves_on: date
    coefficient: Decimal
    years_insured: Decimal
    years_early: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Severance:
    """Months of salary, the salary of a month and the money, both in đồng, and the decrees."""

    months: Decimal
    salary: int
    money: int
    basis: str


def severance(leaver: Leaver, regimes: Sequence[Regime], salaries: Sequence[BaseSalary]) -> Severance:
    """What the leaver is paid by the rule of the day. `InvalidInput` names what does not fit the case."""
    regime, base = in_force(regimes, leaver.leaves_on), in_force(salaries, leaver.leaves_on)
    if regime is None or base is None:
        raise _wrong(FieldError("leaves_on", words("No rule of streamlining held on that day.")))
    case = next((one for one in regime.cases if one.key == leaver.case), None)
    if case is None:
        raise _wrong(FieldError("case", words("There is no such case on that day.")))
    _fits(leaver, case)
    months = _months(leaver, case)
    salary = int(half_up(leaver.coefficient * base.amount, 0))
    return Severance(months, salary, int(half_up(months * salary, 0)), regime.basis)


def counted_years(years: Decimal) -> Decimal:
    """Years of insurance as they are paid for: up to six months count as half a year, more as a whole one (Decree 108/2014, article 4)."""
    whole = years // 1
    rest = years - whole
    return whole + (Decimal(0) if rest == 0 else _HALF if rest <= _HALF else Decimal(1))


def _months(leaver: Leaver, case: Case) -> Decimal:
    insured = counted_years(leaver.years_insured)
    months = case.fixed + case.per_year * insured + case.per_year_early * counted_years(leaver.years_early)
    if case.first_years:
        months += case.first + case.further * max(insured - case.first_years, Decimal(0))
    return half_up(months, 2)


def _fits(leaver: Leaver, case: Case) -> None:
    if leaver.coefficient < 1:
        raise _wrong(FieldError("coefficient", words("A salary coefficient lies between 1 and 13.")))
    if leaver.years_insured < case.least_years:
        message = words("This case needs at least %(years)s years of social insurance.")
        raise _wrong(FieldError("years_insured", message, {"years": case.least_years}))
    if case.most_early and not case.least_early <= leaver.years_early <= case.most_early:
        message = words("This case is for people %(least)s to %(most)s years before the retirement age.")
        raise _wrong(FieldError("years_early", message, {"least": case.least_early, "most": case.most_early}))


def _wrong(error: FieldError) -> InvalidInput:
    return InvalidInput(words("This person cannot be put on the list like this."), fields=[error])
