import contextlib
import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.blocks.numbering.api import next_number, peek


def numbering(series: str, *, fail: bool) -> int:
    with transaction.atomic():
        number = next_number(series)
        if fail:
            raise LookupError(series)
    return number


@pytest.mark.django_db
def test_a_series_counts_from_one_and_series_do_not_touch_each_other() -> None:
    assert [next_number("a"), next_number("a"), next_number("b"), next_number("a")] == [1, 2, 1, 3]
    assert (peek("a"), peek("b"), peek("never")) == (3, 1, 0)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fails=st.lists(st.booleans(), max_size=12))
def test_a_failed_transaction_gives_its_number_back(fails: list[bool]) -> None:
    start, given_out = peek("r"), []
    for fail in fails:
        with contextlib.suppress(LookupError):
            given_out.append(numbering("r", fail=fail))
    assert given_out == list(range(start + 1, start + 1 + len(given_out)))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        next_number("a")
    assert peek("a") == 0


@pytest.mark.django_db(transaction=True)
def test_officers_numbering_at_once_get_no_number_twice_and_leave_none_out() -> None:
    given_out: list[int] = []

    def officer(seed: int) -> None:
        try:
            for turn in range(10):
                with contextlib.suppress(LookupError):
                    given_out.append(numbering("desk", fail=(turn + seed) % 3 == 0))
        finally:
            connection.close()

    officers = [threading.Thread(target=officer, args=(seed,)) for seed in range(4)]
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    assert sorted(given_out) == list(range(1, len(given_out) + 1))
    assert len(given_out) > 20
