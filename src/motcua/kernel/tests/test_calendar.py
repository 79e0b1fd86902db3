"""Which days are worked; checked against an independent source."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import read_days, viet_nam

YEARS = range(2021, 2028)
CALENDAR = viet_nam()
DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))

# Working days on which we differ from the `holidays` package, each with its reason; anything else is a mistake of ours or news.
KNOWN_DIFFERENCES = {
    date(2026, 1, 2): "day off in exchange for Saturday 2026-01-10 (government notice), which the package does not know",
    date(2026, 1, 10): "the Saturday worked in exchange",
}


def _every_day() -> list[date]:
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def test_the_days_agree_with_an_independent_calendar_but_for_known_differences() -> None:
    package = holidays.country_holidays("VN", years=YEARS)
    differ = {day for day in _every_day() if CALENDAR.is_working_day(day) != package.is_working_day(day)}
    assert differ == set(KNOWN_DIFFERENCES)


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02"),
        (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04"),
        (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03"),
        (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"),
        (2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24"),
    ],
)
def test_the_weekdays_off_are_those_announced(year: int, off: str) -> None:
    found = [day for day in _every_day() if day.year == year and day.weekday() < 5 and not CALENDAR.is_working_day(day)]
    assert found == [date.fromisoformat(f"{year}-{day}") for day in off.split()]


def test_saturdays_worked_in_exchange() -> None:
    worked = [day for day in _every_day() if day.weekday() >= 5 and CALENDAR.is_working_day(day)]
    assert worked == [date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)]


def test_every_exchanged_day_off_has_its_worked_saturday() -> None:
    exchanged = [day for day in CALENDAR.holidays.values() if "in exchange" in day.name_en]
    assert {day.name_en.rpartition(" ")[2] for day in exchanged} == {day.isoformat() for day in CALENDAR.working_swaps}


def test_eleven_days_a_year_are_given_by_law_and_each_row_says_where_from() -> None:
    for year in YEARS:
        of_year = [day for day in CALENDAR.holidays.values() if day.day.year == year and "exchange" not in day.name_en]
        weekdays = [day for day in of_year if day.day.weekday() < 5 and "Culture" not in day.name_en]
        assert len(weekdays) == 11, year  # 1 New Year, 5 Tết, 1 Hùng Kings, 2 spring, 2 National Day (Labour Code a.112)
        assert all(day.source and day.tag in {"sure", "likely", "check"} for day in of_year)
    assert {day.tag for day in CALENDAR.holidays.values() if day.day.year == 2027} == {"check"}


@settings(max_examples=50)
@given(DAYS.filter(lambda day: day.year < 2027), st.integers(0, 60))
def test_adding_working_days_counts_just_those(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days_between(day, end) == count
    assert count == 0 or CALENDAR.is_working_day(end)
    assert CALENDAR.add_working_days(end, 1) == CALENDAR.add_working_days(day, count + 1)


@settings(max_examples=50)
@given(DAYS)
def test_the_next_working_day_is_the_nearest(day: date) -> None:
    following = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working_day(following)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=offset)) for offset in range((following - day).days))


def test_days_are_not_counted_backward() -> None:
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2022, 1, 1), -1)
    assert CALENDAR.working_days_between(date(2022, 11, 21), date(2022, 11, 14)) == -5


@pytest.mark.parametrize(("row", "reason"), [("2022-13-01,holiday", "line 2: month"), ("2022-01-01,party", "line 2: unknown kind")])
def test_a_broken_row_is_named_by_its_line(tmp_path: Path, row: str, reason: str) -> None:
    file = tmp_path / "days.csv"
    file.write_text(f"date,kind,name_vi,name_en,source,tag\n{row},a,b,c,sure\n", encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        read_days(file)
