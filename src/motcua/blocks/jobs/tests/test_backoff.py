from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.jobs.rules.backoff import FIRST, LONGEST, pause_after


@given(attempt=st.integers(1, 10_000), spread=st.integers(0, 10**12))
def test_each_pause_is_at_least_the_one_before_and_about_an_hour_at_most(attempt: int, spread: int) -> None:
    assert FIRST <= pause_after(attempt) <= pause_after(attempt + 1) <= LONGEST
    assert pause_after(attempt) <= pause_after(attempt, spread) <= pause_after(attempt) * 1.1


def test_pauses_double() -> None:
    assert [pause_after(n) / timedelta(seconds=1) for n in (1, 2, 3, 4)] == [2, 4, 8, 16]
