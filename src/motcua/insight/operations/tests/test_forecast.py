from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.insight.operations.actions.foretell import foretell
from motcua.insight.operations.actions.settle_forecasts import settle_forecasts
from motcua.insight.operations.models import Foretold
from motcua.insight.operations.queries.forecast import forecast_of
from motcua.insight.operations.rules.outlook import ENOUGH_RECORDS, Case, Reason, outlook
from motcua.insight.operations.tests.receiving import received
from motcua.kernel import clock
from motcua.kernel.errors import Forbidden
from motcua.onestop.dossiers.api import Dossier
from tests.office import DIEN_BIEN, HOANG_QUANG, Office

NOW = datetime(2022, 11, 16, 10, tzinfo=clock.VIETNAM)


def case(left: int, needed: int, **more: object) -> Case:
    return Case(Decimal(left), Decimal(needed), **more)  # type: ignore[arg-type] # the rest by name


def test_steps_that_need_more_than_is_left_make_a_dossier_late() -> None:
    said = outlook(case(4, 10))
    assert (said.says_late, said.main, said.reasons[0][1]) == (True, Reason.STEPS, {"needed": 10, "left": 4})
    assert not outlook(case(10, 4)).says_late


def test_an_empty_post_and_a_long_queue_do_too_and_a_pause_speaks_against_it() -> None:
    assert outlook(case(20, 4, held=False)).main == Reason.EMPTY_POST
    assert outlook(case(8, 4, ahead=40, done_per_day=Decimal(5), step_over=True)).says_late
    assert not outlook(case(4, 10, paused=True)).says_late


CASES = st.builds(
    Case,
    hours_left=st.integers(0, 24).map(Decimal),
    hours_needed=st.integers(0, 48).map(Decimal),
    ahead=st.integers(0, 50),
    done_per_day=st.none() | st.integers(1, 20).map(Decimal),
    held=st.booleans(),
    step_over=st.booleans(),
    waits_for_part=st.booleans(),
    paused=st.booleans(),
)


@given(CASES, st.integers(1, 24))
@settings(max_examples=50)
def test_more_time_never_makes_it_likelier(one: Case, more: int) -> None:
    later = Case(
        one.hours_left + more, one.hours_needed, one.ahead, one.done_per_day, one.held, one.step_over, one.waits_for_part, one.paused
    )
    assert outlook(later).chance <= outlook(one).chance
    assert 0 < outlook(one).chance < 100
    assert outlook(one).reasons


def test_enough_records_with_the_same_reason_say_the_chance_themselves() -> None:
    late = case(4, 10)
    assert outlook(late, {Reason.STEPS: (ENOUGH_RECORDS - 1, 0)}) == outlook(late)
    assert outlook(late, {Reason.STEPS: (98, 24)}).chance == 25


@pytest.fixture
def foretold(office: Office) -> Dossier:
    """A dossier that waits at no step with its parts done, due tomorrow; one due in three weeks; one that is late already."""
    with clock.frozen(NOW):
        tomorrow = received(office, DIEN_BIEN, NOW - timedelta(days=3), due=NOW + timedelta(days=1))
        received(office, DIEN_BIEN, NOW - timedelta(days=3), due=NOW + timedelta(days=21))
        received(office, DIEN_BIEN, NOW - timedelta(days=9), due=NOW - timedelta(days=1))
        assert foretell() == 1
        assert foretell() == 1
    return tomorrow


def test_only_what_falls_due_soon_is_foretold_once_a_day_and_shown_where_one_has_a_post(office: Office, foretold: Dossier) -> None:
    with clock.frozen(NOW):
        found = forecast_of(office.unit(DIEN_BIEN).pk, actor=office.actor("dienbien.chutich"))
        assert (found.total, found.late, found.made_on) == (1, 0, NOW.date())
        assert Foretold.objects.get().dossier_id == foretold.pk
        with pytest.raises(Forbidden):
            forecast_of(office.unit(HOANG_QUANG).pk, actor=office.actor("dienbien.chutich"))


def test_what_happened_is_compared_and_the_hit_rate_follows(office: Office, foretold: Dossier) -> None:
    Foretold.objects.update(says_late=True)
    with clock.frozen(NOW + timedelta(days=1, hours=1)):
        assert settle_forecasts() == 0  # its day is not over
    with clock.frozen(NOW + timedelta(days=2)):
        assert settle_forecasts() == 1
        assert settle_forecasts() == 0
        accuracy = forecast_of(office.unit(DIEN_BIEN).pk, actor=office.actor("dienbien.chutich")).accuracy
    assert (accuracy.settled, accuracy.said, accuracy.right, accuracy.hit_rate, accuracy.found_rate) == (1, 1, 1, 100, 100)
