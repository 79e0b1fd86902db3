"""Due moments, by the rules of the one-stop decree."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import (
    Pause,
    Schedule,
    TimeLimit,
    advance,
    days_and_hours,
    due_at,
    office_time,
    opening,
    remaining,
    timing,
)
from motcua.kernel.office_hours import OfficeHours, standard

SCHEDULE = Schedule(viet_nam(), standard())
SEASONS = OfficeHours.parse(
    {
        "seasons": [
            {"from": "04-16", "to": "10-15", "sessions": ["07:00-11:30", "13:30-17:00"]},
            {"from": "10-16", "to": "04-15", "sessions": ["07:30-11:30", "13:00-17:00"]},
        ]
    }
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


schedules = st.sampled_from([SCHEDULE, Schedule(viet_nam(), SEASONS)])
moments = st.datetimes(datetime(2021, 3, 1), datetime(2026, 6, 30), timezones=st.just(VIETNAM))
limits = st.one_of(
    st.builds(TimeLimit, st.integers(0, 300), st.sampled_from(["hour", "working_day", "calendar_day"])),
    st.builds(TimeLimit, st.integers(1, 3), st.just("same_day"), st.sampled_from([None, time(10), time(15)])),
)
waits = st.timedeltas(timedelta(0), timedelta(days=9))
few = settings(max_examples=50, deadline=None)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2022-11-14T09:00", 1, "same_day", "2022-11-14T17:00"),
        ("2022-11-14T15:00", 1, "same_day", "2022-11-14T17:00"),
        ("2022-11-14T15:01", 1, "same_day", "2022-11-15T17:00"),
        ("2022-11-18T15:30", 1, "same_day", "2022-11-21T17:00"),
        ("2022-11-19T09:00", 1, "same_day", "2022-11-21T17:00"),
        ("2022-11-14T09:10", 3, "working_day", "2022-11-17T09:10"),
        ("2022-11-17T09:10", 3, "working_day", "2022-11-22T09:10"),
        ("2022-11-14T12:00", 3, "working_day", "2022-11-17T13:30"),
        ("2022-11-14T11:30", 3, "working_day", "2022-11-17T13:30"),
        ("2022-11-14T18:00", 3, "working_day", "2022-11-18T07:00"),
        ("2022-04-29T10:00", 1, "working_day", "2022-05-04T10:00"),
        ("2022-11-14T09:00", 10, "calendar_day", "2022-11-24T09:00"),
        ("2022-11-14T09:00", 12, "calendar_day", "2022-11-28T09:00"),
        ("2022-01-24T09:00", 10, "calendar_day", "2022-02-07T09:00"),
        ("2022-11-14T10:00", 8, "hour", "2022-11-15T10:00"),
        ("2022-11-14T16:00", 1, "hour", "2022-11-14T17:00"),
        ("2022-11-18T16:30", 1, "hour", "2022-11-21T07:30"),
        ("2024-04-26T10:00", 1, "working_day", "2024-05-02T10:00"),
        ("2024-05-03T10:00", 1, "working_day", "2024-05-04T10:00"),
    ],
    ids=[
        "same day", "at the cut-off", "after the cut-off", "after the cut-off on a Friday", "handed in on a Saturday",
        "day 0 is not counted", "over a weekend", "in the lunch break", "at the end of a session", "after hours", "over holidays",
        "calendar days", "calendar days ending on a Saturday", "calendar days ending in Tết", "eight hours are a day",
        "to the end of the day", "hours over a weekend", "over an exchanged Monday", "a Saturday that is worked",
    ],
)  # fmt: skip
def test_worked_examples(start: str, amount: int, unit: str, due: str) -> None:
    assert due_at(SCHEDULE, at(start), TimeLimit(amount, unit)) == at(due)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "due"),
    [
        ("working_day", "2022-11-21T09:00"),
        ("hour", "2022-11-16T10:00"),
        ("same_day", "2022-11-16T17:00"),
        ("calendar_day", "2022-11-21T09:00"),
    ],
)
def test_two_days_of_waiting_are_not_counted(unit: str, due: str) -> None:
    amounts = {"working_day": 3, "hour": 1, "same_day": 1, "calendar_day": 4}
    pause = Pause(at("2022-11-14T09:00"), at("2022-11-16T09:00"), "supplement")
    assert due_at(SCHEDULE, at("2022-11-14T09:00"), TimeLimit(amounts[unit], unit), [pause]) == at(due)  # type: ignore[arg-type]


def test_a_change_of_season_keeps_the_due_moment_in_office_hours() -> None:
    schedule = Schedule(viet_nam(), SEASONS)
    assert due_at(schedule, at("2022-10-14T07:10"), TimeLimit(1, "working_day")) == at("2022-10-17T07:30")
    assert due_at(schedule, at("2022-10-14T13:40"), TimeLimit(1, "working_day")) == at("2022-10-17T13:40")


@few
@given(schedules, moments, limits)
def test_due_is_never_before_the_start_and_always_in_office_hours(schedule: Schedule, start: datetime, limit: TimeLimit) -> None:
    due = due_at(schedule, start, limit)
    assert due >= opening(schedule, start) >= start
    assert any(session.start <= due.time() <= session.end for session in schedule.sessions_on(due.date()))


@few
@given(schedules, moments, st.timedeltas(timedelta(0), timedelta(days=20)), limits)
def test_who_comes_later_is_never_due_earlier(schedule: Schedule, start: datetime, later: timedelta, limit: TimeLimit) -> None:
    due, due_later = due_at(schedule, start, limit), due_at(schedule, start + later, limit)
    if limit.unit == "calendar_day":  # two that end on one weekend move to one Monday, each at its clock time
        assert due.date() <= due_later.date()
    else:
        assert due <= due_later


@few
@given(schedules, moments, limits)
def test_a_longer_limit_is_never_due_earlier(schedule: Schedule, start: datetime, limit: TimeLimit) -> None:
    assert due_at(schedule, start, limit) <= due_at(schedule, start, TimeLimit(limit.amount + 1, limit.unit, limit.cut_off))


@few
@given(schedules, moments, limits, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_pause_of_nothing_changes_nothing(schedule: Schedule, start: datetime, limit: TimeLimit, after: timedelta) -> None:
    moment = start + after
    unchanged = due_at(schedule, start, limit)
    assert due_at(schedule, start, limit, [Pause(moment, moment)]) == unchanged
    assert due_at(schedule, start, limit, [Pause(moment, None)]) == unchanged
    assert due_at(schedule, start, limit, [Pause(start - timedelta(days=3), start)]) == unchanged


@few
@given(schedules, moments, st.integers(1, 200), waits, waits)
def test_a_pause_adds_exactly_its_office_time(schedule: Schedule, start: datetime, hours: int, wait: timedelta, length: timedelta) -> None:
    limit = TimeLimit(hours, "hour")
    begin = opening(schedule, start) + wait
    assume(begin < due_at(schedule, start, limit))
    pause = Pause(begin, begin + length)
    due = due_at(schedule, start, limit, [pause])
    counted = office_time(schedule, start, due) - office_time(schedule, pause.start, begin + length)
    assert counted == timedelta(hours=hours)


@few
@given(schedules, moments, limits, st.lists(st.tuples(st.integers(0, 500), st.integers(0, 100)), max_size=4))
def test_the_order_of_pauses_and_their_splitting_do_not_matter(
    schedule: Schedule, start: datetime, limit: TimeLimit, hours: list[tuple[int, int]]
) -> None:
    pauses = [Pause(start + timedelta(hours=a), start + timedelta(hours=a + b)) for a, b in hours]
    split = [
        part
        for pause in pauses
        for middle in [pause.start + ((pause.end or pause.start) - pause.start) / 2]
        for part in (Pause(pause.start, middle), Pause(middle, pause.end))
    ]
    assert due_at(schedule, start, limit, pauses) == due_at(schedule, start, limit, list(reversed(split)))


@few
@given(schedules, moments, limits, st.integers(0, 200), st.integers(0, 100), st.integers(0, 50))
def test_a_longer_pause_is_never_due_earlier(
    schedule: Schedule, start: datetime, limit: TimeLimit, wait: int, length: int, more: int
) -> None:
    begin = start + timedelta(hours=wait)
    short, long = (Pause(begin, begin + timedelta(hours=hours)) for hours in (length, length + more))
    due, due_short, due_long = (due_at(schedule, start, limit, pauses) for pauses in ([], [short], [long]))
    if limit.unit == "calendar_day":  # two that end on one weekend move to one Monday, each at its clock time
        assert due.date() <= due_short.date() <= due_long.date()
    else:
        assert due <= due_short <= due_long


@few
@given(schedules, moments, st.timedeltas(timedelta(0), timedelta(days=20)), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_office_time_adds_up(schedule: Schedule, first: datetime, one: timedelta, two: timedelta) -> None:
    middle, last = first + one, first + one + two
    assert office_time(schedule, first, middle) + office_time(schedule, middle, last) == office_time(schedule, first, last)
    assert office_time(schedule, first, last) <= last - first
    assert remaining(schedule, first, last) == -remaining(schedule, last, first) == office_time(schedule, first, last)


@few
@given(schedules, moments, st.timedeltas(timedelta(seconds=1), timedelta(hours=300)))
def test_advancing_by_an_amount_of_office_time_uses_just_that(schedule: Schedule, start: datetime, amount: timedelta) -> None:
    assert office_time(schedule, start, advance(schedule, start, amount)) == amount


@few
@given(schedules, moments)
def test_the_opening_is_the_first_moment_of_office_time(schedule: Schedule, moment: datetime) -> None:
    opens = opening(schedule, moment)
    assert office_time(schedule, moment, opens) == timedelta(0)
    assert office_time(schedule, opens, opens + timedelta(minutes=1)) > timedelta(0)
    assert opening(schedule, opens) == opens


def test_moments_from_elsewhere_are_taken_to_viet_nam_and_bare_ones_refused() -> None:
    utc = datetime.fromisoformat("2022-11-14T02:00:00+00:00")
    assert due_at(SCHEDULE, utc, TimeLimit(1, "working_day")) == at("2022-11-15T09:00")
    with pytest.raises(ValueError, match="time zone"):
        due_at(SCHEDULE, datetime(2022, 11, 14, 9), TimeLimit(1, "working_day"))


@pytest.mark.parametrize("limit", [(-1, "hour"), (0, "same_day"), (10_001, "working_day")])
def test_limits_that_make_no_sense_are_refused(limit: tuple[int, str]) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        TimeLimit(*limit)  # type: ignore[arg-type]


def test_early_on_time_and_late_go_by_the_day() -> None:
    due = date(2022, 11, 22)
    assert timing(date(2022, 11, 21), due) == "early"
    assert timing(due, due) == "on_time"
    assert timing(date(2022, 11, 23), due) == "late"
    assert timing(due, None) == "on_time"


def test_office_time_in_words_of_days_and_hours() -> None:
    assert days_and_hours(timedelta(hours=19, minutes=30)) == (2, 3, 30)
    assert days_and_hours(-timedelta(hours=9)) == (1, 1, 0)
    assert TimeLimit(3, "working_day").hours == 24
    assert TimeLimit(3, "hour").hours == 3
