"""Who is called next: on time first, then those with priority, then by number; nobody waits for ever."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.onestop.desk.rules.fairness import (
    PREFERRED,
    PREFERRED_IN_A_ROW,
    InLine,
    line,
    next_in_line,
    preferred_in_a_row,
    standing,
)

NINE = datetime(2022, 11, 14, 9)
GRACE = timedelta(minutes=10)


def minutes(count: int) -> datetime:
    return NINE + timedelta(minutes=count)


def numbers(waiting: list[InLine], now: int, before: int = 0) -> list[int]:
    return [one.number for one in line(waiting, now=minutes(now), grace=GRACE, preferred_before=before)]


def test_an_appointment_on_time_goes_before_everybody_and_the_rest_by_number() -> None:
    waiting = [InLine(1, minutes(0)), InLine(2, minutes(1), priority=True), InLine(3, minutes(20), appointment_at=minutes(30))]
    assert numbers(waiting, now=30) == [3, 2, 1]
    assert numbers(waiting, now=29) == [2, 1, 3], "before its time it waits behind all others"


def test_who_comes_late_to_an_appointment_waits_like_anybody_else() -> None:
    late = InLine(9, minutes(41), appointment_at=minutes(30))
    assert standing(late, now=minutes(45), grace=GRACE) == "ordinary"
    assert standing(InLine(9, minutes(40), appointment_at=minutes(30)), now=minutes(45), grace=GRACE) == "appointment"
    assert numbers([late, InLine(8, minutes(35))], now=45) == [8, 9]


def test_after_three_preferred_calls_one_ordinary_ticket_is_called() -> None:
    waiting = [InLine(1, minutes(0)), *(InLine(number, minutes(number), priority=True) for number in range(2, 8))]
    assert numbers(waiting, now=60) == [2, 3, 4, 1, 5, 6, 7]
    assert numbers(waiting, now=60, before=3)[0] == 1
    assert preferred_in_a_row(["priority", "appointment", "ordinary", "priority"]) == 2


def test_a_counter_calls_only_what_it_serves_and_those_who_did_not_say() -> None:
    waiting = [InLine(1, minutes(0), "dat_dai"), InLine(2, minutes(1), "ho_tich"), InLine(3, minutes(2))]
    called = next_in_line(waiting, now=minutes(9), grace=GRACE, fields=["ho_tich"])
    assert called is not None
    assert called.number == 2
    assert next_in_line([waiting[0]], now=minutes(9), grace=GRACE, fields=["ho_tich"]) is None


anyone = st.builds(
    InLine,
    number=st.integers(1, 999),
    since=st.integers(0, 120).map(minutes),
    priority=st.booleans(),
    appointment_at=st.none() | st.integers(0, 120).map(minutes),
)


@settings(max_examples=50, deadline=None)
@given(waiting=st.lists(anyone, max_size=30, unique_by=lambda one: one.number), now=st.integers(0, 150), before=st.integers(0, 3))
def test_whatever_the_hall_everybody_is_called_once_and_nobody_is_passed_over_for_ever(
    waiting: list[InLine], now: int, before: int
) -> None:
    row = line(waiting, now=minutes(now), grace=GRACE, preferred_before=before)
    assert sorted(one.number for one in row) == sorted(one.number for one in waiting)
    kinds = [standing(one, now=minutes(now), grace=GRACE) for one in row]
    in_a_row = before
    for place, kind in enumerate(kinds):
        in_a_row = in_a_row + 1 if kind in PREFERRED else 0
        if "ordinary" in kinds[place:]:
            assert in_a_row <= PREFERRED_IN_A_ROW
    for kind in ("priority", "ordinary"):
        joined = [(one.since, one.number) for one, its in zip(row, kinds, strict=True) if its == kind]
        assert joined == sorted(joined), "within a group who came first is called first"


@settings(max_examples=50, deadline=None)
@given(waiting=st.lists(anyone, min_size=1, max_size=20, unique_by=lambda one: one.number), now=st.integers(0, 150))
def test_calling_one_after_the_other_is_the_same_as_the_line_that_is_shown(waiting: list[InLine], now: int) -> None:
    left, called, kinds = list(waiting), [], list[str]()
    while (one := next_in_line(left, now=minutes(now), grace=GRACE, preferred_before=preferred_in_a_row(kinds))) is not None:
        called.append(one.number)
        kinds.insert(0, standing(one, now=minutes(now), grace=GRACE))
        left.remove(one)
    assert called == numbers(waiting, now)
