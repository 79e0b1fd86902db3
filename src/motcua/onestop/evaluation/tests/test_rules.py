"""Indices, classes, quarters and reasons: pure rules."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.clock import VIETNAM
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.rules.indices import Index, Threshold
from motcua.onestop.evaluation.rules.quarters import days_of, quarter_of
from motcua.onestop.evaluation.rules.reasons import Cause, Standing, cause_of

NOW = datetime(2022, 11, 14, 9, tzinfo=VIETNAM)


@settings(max_examples=50)
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_its_quarter_and_quarters_leave_no_gap(day: date) -> None:
    first, last = days_of(*quarter_of(day))
    assert first <= day <= last
    assert quarter_of(last + timedelta(days=1)) != quarter_of(day)


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("18", "excellent"),
        ("15", "excellent"),
        ("14.99", "good"),
        ("12", "good"),
        ("9", "fair"),
        ("6", "average"),
        ("5.99", "weak"),
        ("0", "weak"),
    ],
)
def test_classes_begin_at_their_points(total: str, grade: str) -> None:
    assert edition_on(date(2022, 9, 30)).grade_of(Decimal(total)).key == grade


def test_the_province_has_nine_indices_of_two_points_each() -> None:
    edition = edition_on(date(2022, 9, 30))
    assert len(edition.indices) == 9
    assert {index.by for index in edition.indices} == {"records", "ballots", "unit"}


@settings(max_examples=50)
@given(st.decimals(0, 1, places=3), st.decimals(0, 1, places=3))
def test_a_better_share_never_gives_fewer_points(one: Decimal, other: Decimal) -> None:
    index = edition_on(date(2022, 9, 30)).index("total_time")
    assert index.points_for(min(one, other)) <= index.points_for(max(one, other)) <= 2


def test_an_index_without_its_ground_is_refused() -> None:
    with pytest.raises(ValueError, match="records decide"):
        Index(key="x", vi="x", en="x", by="records")
    with pytest.raises(ValueError, match="records decide"):
        Index(key="x", vi="x", en="x", by="unit", points=(Threshold(from_share=Decimal(1), points=2),))
    with pytest.raises(ValueError, match="ballots decide"):
        Index(key="x", vi="x", en="x", by="ballots")


@pytest.mark.parametrize(
    ("standing", "cause"),
    [
        (Standing(paused="supplement", post_is_empty=True), Cause.PAUSED_SUPPLEMENT),
        (Standing(paused="financial_obligation"), Cause.PAUSED_OBLIGATION),
        (Standing(waits_for_part=True, post_is_empty=True), Cause.PART),
        (Standing(post_is_empty=True, step="approve"), Cause.EMPTY_POST),
        (Standing(step="approve", step_due=NOW - timedelta(hours=1)), Cause.STEP_LATE),
        (Standing(step="approve", step_due=NOW + timedelta(hours=1)), Cause.SIGNATURE),
        (
            Standing(step="examine", step_opened=NOW, step_due=NOW + timedelta(days=2), due=NOW + timedelta(days=1)),
            Cause.STARTED_LATE,
        ),
        (Standing(step="examine", step_opened=NOW, step_due=NOW + timedelta(days=1), due=NOW + timedelta(days=2)), Cause.IN_WORK),
    ],
)
def test_the_plainest_cause_is_named(standing: Standing, cause: Cause) -> None:
    assert cause_of(standing, NOW) is cause
