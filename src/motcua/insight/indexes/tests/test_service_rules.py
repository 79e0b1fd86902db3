from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackRefused
from motcua.insight.indexes.api import Span, parse_span, service_edition, span_of
from motcua.insight.indexes.queries.service_content import FILE, read_service_index
from motcua.insight.indexes.rules.book import Book
from motcua.insight.indexes.rules.service import Component, Term, gained, lost

CONTENT = Path(__file__).parents[5] / "provinces" / "thanh_hoa" / "indexes"
amounts = st.integers(0, 2000)


def component(**given_values: Any) -> Component:
    values = {"key": "a", "vi": "a", "en": "a", "max": 6, "numerator": [{"key": "x"}], "denominator": [{"key": "y"}]}
    return Component.model_validate({**values, **given_values})


def test_the_axes_of_the_decision_add_up_to_a_hundred() -> None:
    edition = service_edition(date(2022, 11, 1))
    assert {axis.key: int(axis.max) for axis in edition.axes} == {
        "transparency": 18, "progress": 20, "online": 12, "payment": 10, "digitisation": 22, "satisfaction": 18,
    }  # fmt: skip
    assert edition.source.startswith("QĐ 766/QĐ-TTg")


@pytest.mark.parametrize(
    ("rule", "numerator", "denominator", "points"),
    [
        ({}, 1, 3, "2.00"),
        ({"full_at": "0.5"}, 1, 4, "3.00"),
        ({"full_at": "0.5"}, 3, 4, "6.00"),
        ({"full_at": "0.9", "max": 6}, 45, 100, "3.00"),
        ({"none": "full"}, 0, 0, "6"),
        ({"none": "zero"}, 0, 0, "0"),
        ({"max": 20}, 2, 3, "13.33"),
    ],
)
def test_points_follow_the_ratio(rule: dict[str, Any], numerator: int, denominator: int, points: str) -> None:
    assert component(**rule).points(numerator, denominator) == Decimal(points)


@given(amounts, amounts, amounts, st.sampled_from(["0.5", "0.8", "0.9", "1"]))
def test_points_never_leave_their_bounds_and_more_good_records_never_cost_points(good: int, of: int, more: int, full_at: str) -> None:
    one = component(full_at=full_at)
    assert 0 <= one.points(good, of) <= one.max
    assert one.points(good + more, of) >= one.points(good, of)
    assert 0 <= gained(one, good, of, more) <= one.max - (one.points(good, of) if of else 0)
    assert 0 <= lost(one, good, of, more) <= one.points(good, of)


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), st.integers(0, 3)), max_size=8))
def test_a_term_of_procedures_counts_each_procedure_once_and_only_those_performed(rows: list[tuple[str, int]]) -> None:
    book = Book(performed={"1", "2"})
    book.province = {("x", ""): {code: sum(amount for at, amount in rows if at == code) for code, _amount in rows}}
    expected = {code for code, amount in rows if amount and code in {"1", "2"}}
    assert book.value(Term(key="x", count="procedures", province=True)) == len(expected)


def test_what_is_taken_away_never_makes_a_sum_negative() -> None:
    book = Book()
    book.amounts["a", ""], book.amounts["b", "late"] = 2, 5
    assert book.total([Term(key="a"), Term(key="b", part="late", minus=True)]) == 0
    assert book.total([Term(key="a"), Term(key="b", part="early", minus=True)]) == 2


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["month", "quarter", "year"]), st.integers(0, 30))
def test_every_day_lies_in_its_period_and_periods_follow_one_another(day: date, kind: Any, back: int) -> None:
    span = span_of(kind, day)
    assert span.first <= day <= span.last
    assert parse_span(span.key) == span
    earlier = span.earlier(back)
    assert span_of(kind, earlier.first) == earlier
    assert (span.earlier().last - span.first).days == -1


@pytest.mark.parametrize("text", ["", "2022-13", "2022-Q5", "22-01", "2022-1", "abcd-01", "2022-", "9999", "٢٠٢٢"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("key: dossiers.synchronised}", "key: dossiers.synchronized}", "no module declares the figure dossiers.synchronized"),
        ("max: 18", "max: 17", "do not add up"),
        ("full_at: 0.8", "full_at: 0", "full_at"),
        ("none: full", "none: half", "none"),
        ("from: 0,", "from: 10,", "one grade begins at 0"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (CONTENT / FILE).read_text()
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1))
    with pytest.raises(PackRefused) as refused:
        read_service_index(tmp_path)
    assert reason in str(refused.value)
    assert f"{FILE}" in str(refused.value)


def test_a_quarter_ends_with_its_third_month() -> None:
    assert Span("quarter", date(2022, 10, 1)).last == date(2022, 12, 31)
