"""When somebody reaches the retirement age (Labour Code 45/2019/QH14, article 169; Decree 135/2020/ND-CP, article 4)."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from motcua.office.personnel.rules.content import Ages

_LATEST_YEARS = 80


def retires_on(birth: date, sex: str, ages: Sequence[Ages]) -> date:
    """The first day of retirement: that of the month after the one in which the age is reached. Unknown sex counts as a man's."""
    for year in range(birth.year + 40, birth.year + _LATEST_YEARS):
        reached = _months_later(birth, _age_in(year, sex, ages))
        if reached.year <= year:
            return _first_of_next_month(reached)
    raise ValueError("the ages of retirement have no end")


def months_early(birth: date, sex: str, leaves_on: date, ages: Sequence[Ages]) -> int:
    """How many whole months before the retirement age somebody leaves; 0 after it."""
    full = retires_on(birth, sex, ages)
    months = (full.year - leaves_on.year) * 12 + full.month - leaves_on.month - (1 if leaves_on.day > 1 else 0)
    return max(months, 0)


def _age_in(year: int, sex: str, ages: Sequence[Ages]) -> int:
    """The age in months that holds in a year."""
    held = [one for one in ages if one.year <= year]
    rule = held[-1] if held else ages[0]
    first, step, last = rule.women if sex == "female" else rule.men
    return min(first + step * max(year - rule.year, 0), last)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
