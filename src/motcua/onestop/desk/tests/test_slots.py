"""The times that can be booked follow the office hours."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.office_hours import Session
from motcua.onestop.desk.rules.slots import expected_minutes, slots_of

MORNING = Session(time(7), time(11, 30))
DAY = date(2022, 11, 14)


def test_a_slot_that_would_end_after_the_session_is_not_offered() -> None:
    starts = slots_of([MORNING], DAY, 60)
    assert [start.strftime("%H:%M") for start in starts] == ["07:00", "08:00", "09:00", "10:00"]
    assert slots_of([], DAY, 30) == []


@settings(max_examples=50, deadline=None)
@given(minutes=st.integers(5, 240))
def test_slots_follow_one_another_within_the_session(minutes: int) -> None:
    starts = slots_of([MORNING, Session(time(13, 30), time(17))], DAY, minutes)
    for one, following in pairwise(starts):
        assert following - one >= timedelta(minutes=minutes)
    assert all((start + timedelta(minutes=minutes)).time() <= time(17) for start in starts)


def test_the_wait_follows_the_time_the_last_ones_took() -> None:
    assert expected_minutes(4, [timedelta(minutes=5), timedelta(minutes=15)], 2) == 20
    assert expected_minutes(3, [], 0) == 30
    assert expected_minutes(0, [], 5) == 0
