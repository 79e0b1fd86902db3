from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.indicators.rules.months import next_month, split

days = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@given(days, st.integers(0, 800))
def test_whole_months_and_the_days_around_them_are_every_day_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    months, ends = split(first, last)
    found: list[date] = []
    for stretch in ends:
        found += [stretch.first + timedelta(days=one) for one in range((stretch.last - stretch.first).days + 1)]
    if months is not None:
        assert months.first.day == months.last.day == 1
        found += [months.first + timedelta(days=one) for one in range((next_month(months.last) - months.first).days)]
    assert sorted(found) == [first + timedelta(days=one) for one in range(length + 1)]
    assert sum((one.last - one.first).days + 1 for one in ends) <= 60
