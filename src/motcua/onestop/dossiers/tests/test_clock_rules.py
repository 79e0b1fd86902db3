"""When a dossier is due."""

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause, Schedule, TimeLimit
from motcua.kernel.office_hours import standard
from motcua.onestop.dossiers.rules.clock import SupplementRule, clock_start, promise, supplement_rule
from motcua.onestop.dossiers.rules.endings import Ending, ending_of, timing_of

SCHEDULE = Schedule(viet_nam(), standard())
MONDAY = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
moments = st.datetimes(datetime(2022, 1, 4), datetime(2025, 12, 1)).map(lambda moment: moment.replace(tzinfo=VIETNAM))


def test_a_three_day_dossier_received_on_monday_is_due_on_thursday_at_the_same_hour() -> None:
    assert promise(SCHEDULE, MONDAY, TimeLimit(3, "working_day"), []) == MONDAY + timedelta(days=3)


def test_a_same_day_dossier_after_three_oclock_is_due_the_next_working_day() -> None:
    friday = datetime(2022, 11, 18, 15, 30, tzinfo=VIETNAM)
    due = promise(SCHEDULE, friday, TimeLimit(1, "same_day", time(15)), [])
    assert due is not None
    assert due.date().isoformat() == "2022-11-21"


def test_a_procedure_without_a_limit_promises_nothing() -> None:
    assert promise(SCHEDULE, MONDAY, None, []) is None


def test_after_a_complete_supplement_the_limit_counts_again_from_the_start_by_decree_61() -> None:
    answered = MONDAY + timedelta(days=4)
    assert supplement_rule(MONDAY.date()).rule is SupplementRule.RESTART
    assert clock_start(MONDAY, answered) == answered
    assert clock_start(MONDAY, None) == MONDAY


@settings(max_examples=50)
@given(moments, st.integers(1, 30), st.integers(0, 10))
def test_a_pause_never_brings_the_due_moment_nearer(start, days, paused) -> None:
    limit = TimeLimit(days, "working_day")
    without = promise(SCHEDULE, start, limit, [])
    begin = start + timedelta(hours=1)
    held = promise(SCHEDULE, start, limit, [Pause(begin, begin + timedelta(days=paused), "financial_obligation")])
    assert without is not None
    assert held is not None
    assert held >= without >= start


def test_early_on_time_and_late_go_by_the_day() -> None:
    due = MONDAY + timedelta(days=2)
    assert timing_of(due - timedelta(days=1), due) == "early"
    assert timing_of(due + timedelta(hours=5), due) == "on_time"
    assert timing_of(due + timedelta(days=1), due) == "late"
    assert timing_of(due, None) == "on_time"


def test_only_ineligible_or_refused_ends_stop_a_dossier() -> None:
    assert ending_of("approved") is Ending.RESOLVED
    assert ending_of("registered") is Ending.RESOLVED
    assert ending_of("not_eligible") is Ending.STOPPED
    assert ending_of("refused") is Ending.STOPPED
