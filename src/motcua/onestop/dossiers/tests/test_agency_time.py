"""What each agency may use of the one promise, and what it used."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause, Schedule, office_time
from motcua.kernel.office_hours import standard
from motcua.onestop.dossiers.rules.agency_time import Stay, agency_times

SCHEDULE = Schedule(viet_nam(), standard())
START = datetime(2022, 11, 14, 7, tzinfo=VIETNAM)
NOTHING = timedelta()


def hour(count: float) -> datetime:
    return START + timedelta(hours=count)


def test_steps_of_one_agency_add_up_and_another_one_is_late_by_itself() -> None:
    stays = [
        Stay(1, hour(0), hour(1), hour(2)),
        Stay(2, hour(1), hour(4), hour(2)),
        Stay(1, hour(4), None, hour(4.5)),
    ]
    first, second = agency_times(stays, SCHEDULE, hour(4.25))
    assert (first.agency_id, first.budget, first.used, first.late) == (1, timedelta(hours=2.5), timedelta(hours=1.25), NOTHING)
    assert first.is_there
    assert (second.budget, second.used, second.late) == (timedelta(hours=1), timedelta(hours=3), timedelta(hours=2))
    assert not second.is_there


def test_an_agency_without_a_budget_is_never_late() -> None:
    (only,) = agency_times([Stay(1, hour(0), None, None)], SCHEDULE, hour(48))
    assert (only.budget, only.late) == (None, NOTHING)


def test_a_pause_of_the_dossier_is_not_used_time() -> None:
    (only,) = agency_times([Stay(1, hour(0), hour(4), hour(2))], SCHEDULE, hour(4), [Pause(hour(1), hour(3))])
    assert (only.used, only.late) == (timedelta(hours=2), NOTHING)


moments = st.integers(0, 24 * 14).map(hour)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), moments, moments), min_size=1, max_size=6), moments)
def test_what_the_agencies_used_is_what_the_steps_took(steps: list[tuple[int, datetime, datetime]], now: datetime) -> None:
    stays = [Stay(agency, min(one, other), max(one, other), None) for agency, one, other in steps]
    total = sum((office_time(SCHEDULE, stay.since, stay.until or now) for stay in stays), NOTHING)
    found = agency_times(stays, SCHEDULE, now)
    assert sum((one.used for one in found), NOTHING) == total
    assert {one.agency_id for one in found} == {agency for agency, _, _ in steps}
