"""Rules of the service: statistics add up, money follows the decree, ages follow the table."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackRefused
from motcua.kernel.errors import InvalidInput
from motcua.office.personnel.queries.read_rules import read_rules
from motcua.office.personnel.rules.commune import GROUPS, group_of, share, tally
from motcua.office.personnel.rules.content import PersonnelRules
from motcua.office.personnel.rules.decisions import end_of_term
from motcua.office.personnel.rules.kinds import COMMUNE, Level, PlaceKind
from motcua.office.personnel.rules.numbers import number_text, symbol_of
from motcua.office.personnel.rules.retirement import months_early, retires_on
from motcua.office.personnel.rules.streamlining import Leaver, counted_years, severance

CONTENT = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa" / "personnel"
RULES = PersonnelRules.model_validate(read_rules(CONTENT).record)
LEVELS = st.sampled_from([level.value for level in Level])
ROWS = st.lists(st.tuples(st.sampled_from([kind.value for kind in PlaceKind]), LEVELS, st.integers(0, 9000)), max_size=30)


@settings(max_examples=50)
@given(ROWS)
def test_statistics_of_commune_staff_always_add_up(rows: list[tuple[str, str, int]]) -> None:
    found = tally(rows)
    assert found.staff == sum(people for kind, _level, people in rows if kind in COMMUNE)
    assert found.all_officials == sum(people for kind, _level, people in rows if kind == PlaceKind.COMMUNE_OFFICIAL)
    assert set(found.officials) == set(GROUPS)


def test_every_level_stands_in_one_group() -> None:
    assert sorted(level for levels, _vi, _en in GROUPS.values() for level in levels) == sorted(Level)
    assert group_of("postgraduate") == "degree"


@pytest.mark.parametrize(
    ("part", "whole", "printed"), [(5341, 5820, "91.77"), (313, 5820, "5.38"), (62, 5820, "1.07"), (4926, 5729, "85.98"), (0, 0, "0.00")]
)
def test_shares_are_rounded_half_up(part: int, whole: int, printed: str) -> None:
    assert share(part, whole) == Decimal(printed)


def test_early_retirement_is_paid_by_the_decree() -> None:
    leaver = Leaver(
        case="early_retirement",
        leaves_on=date(2022, 6, 1),
        coefficient=Decimal("4.98"),
        years_insured=Decimal("30.4"),
        years_early=Decimal(3),
    )
    paid = severance(leaver, RULES.streamlining, RULES.base_salary)
    # 3 x 3 years early, 5 for the first twenty, half a month for each of 10.5 further years
    assert (paid.months, paid.salary, paid.money) == (Decimal("19.25"), 7_420_200, 142_838_850)


def test_money_follows_the_base_salary_of_the_day() -> None:
    leaver = Leaver(case="immediate", leaves_on=date(2023, 6, 30), coefficient=Decimal(3), years_insured=Decimal(10))
    later = Leaver(case="immediate", leaves_on=date(2023, 7, 1), coefficient=Decimal(3), years_insured=Decimal(10))
    assert severance(leaver, RULES.streamlining, RULES.base_salary).money == 18 * 3 * 1_490_000
    assert severance(later, RULES.streamlining, RULES.base_salary).money == 18 * 3 * 1_800_000


@pytest.mark.parametrize(
    ("case", "years", "early", "field"),
    [("early_retirement", "12", "3", "years_insured"), ("early_retirement", "25", "9", "years_early"), ("gift", "25", "3", "case")],
)
def test_who_does_not_fit_a_case_is_refused(case: str, years: str, early: str, field: str) -> None:
    leaver = Leaver(case=case, leaves_on=date(2022, 6, 1), coefficient=Decimal(3), years_insured=Decimal(years), years_early=Decimal(early))
    with pytest.raises(InvalidInput) as refused:
        severance(leaver, RULES.streamlining, RULES.base_salary)
    assert refused.value.fields[0].field == field


@settings(max_examples=50)
@given(st.decimals(0, 45, places=1))
def test_years_are_counted_by_halves_and_never_lose_time(years: Decimal) -> None:
    counted = counted_years(years)
    assert counted * 2 % 1 == 0
    assert years <= counted < years + Decimal("0.6")


@pytest.mark.parametrize(
    ("born", "sex", "first_day"),
    [
        (date(1960, 10, 5), "male", date(2021, 2, 1)),  # 60 years 3 months in 2021
        (date(1962, 3, 15), "male", date(2022, 10, 1)),  # 60 years 6 months in 2022
        (date(1967, 1, 20), "female", date(2022, 10, 1)),  # 55 years 8 months in 2022
        (date(1980, 5, 1), "female", date(2040, 6, 1)),  # 60 years from 2035 on
        (date(1970, 12, 31), "male", date(2033, 1, 1)),  # 62 years from 2028 on
    ],
)
def test_the_age_of_retirement_follows_the_year(born: date, sex: str, first_day: date) -> None:
    assert retires_on(born, sex, RULES.retirement) == first_day
    assert months_early(born, sex, first_day, RULES.retirement) == 0


@settings(max_examples=50)
@given(st.dates(date(1961, 1, 1), date(2004, 1, 1)), st.integers(1, 400), st.sampled_from(["male", "female", ""]))
def test_who_is_younger_never_retires_earlier(born: date, days: int, sex: str) -> None:
    younger = date.fromordinal(born.toordinal() + days)
    assert retires_on(born, sex, RULES.retirement) <= retires_on(younger, sex, RULES.retirement)


def test_a_term_ends_the_day_before() -> None:
    assert end_of_term(date(2022, 12, 1), 5) == date(2027, 11, 30)
    assert end_of_term(date(2024, 2, 29), 5) == date(2029, 2, 28)


def test_numbers_bear_the_symbol_of_the_issuer() -> None:
    assert number_text(7, symbol_of("department", "Sở Khoa học và Công nghệ")) == "07/QĐ-SKHCN"
    assert number_text(215, symbol_of("district", "Huyện Quảng Xương")) == "215/QĐ-UBND"


def test_broken_content_is_refused_with_its_line(tmp_path: Path) -> None:
    for name in ("decisions.yaml", "rules.yaml", "decision.typ"):
        (tmp_path / name).write_text((CONTENT / name).read_text())
    broken = (CONTENT / "decisions.yaml").read_text().replace("{old_title}, {old_unit}, giữ", "{gehalt}, {old_unit}, giữ", 1)
    (tmp_path / "decisions.yaml").write_text(broken)
    with pytest.raises(PackRefused, match="gehalt"):
        read_rules(tmp_path)
