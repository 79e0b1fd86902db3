"""The turns of a dossier's life."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import Conflict
from motcua.onestop.dossiers.rules.transitions import ENDED, NATIONAL_CODES, RETURN, STATUS_WORDS, TURNS, Status, take

MOVES_OF_THE_NATIONAL_PORTAL = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8, 9},
    4: {4, 5, 6, 7, 8, 9},
    5: {1, 4, 7, 8},
    6: {4, 7, 8},
    9: {10},
}


def test_every_status_has_its_national_code_and_its_words() -> None:
    assert sorted(NATIONAL_CODES.values()) == list(range(1, 11))
    assert set(STATUS_WORDS) == set(Status)


def test_no_turn_leads_where_the_national_portal_would_not_follow() -> None:
    for turn in TURNS:
        for before in turn.before:
            assert NATIONAL_CODES[turn.after] in MOVES_OF_THE_NATIONAL_PORTAL[NATIONAL_CODES[before]], turn.name


def test_what_has_ended_goes_nowhere_but_into_the_citizens_hand() -> None:
    for turn in TURNS:
        if turn is not RETURN:
            assert not turn.before & ENDED, turn.name


@given(st.sampled_from(TURNS), st.sampled_from(list(Status)))
def test_a_turn_is_taken_from_its_own_statuses_and_refused_from_all_others(turn, status) -> None:
    if status in turn.before:
        assert take(turn, status) is turn.after
    else:
        with pytest.raises(Conflict) as refused:
            take(turn, status)
        assert refused.value.way_out


@given(st.lists(st.sampled_from(TURNS), max_size=12))
def test_every_walk_from_submission_stays_in_the_chart(turns) -> None:
    status = Status.SUBMITTED
    for turn in turns:
        if status in turn.before:
            status = take(turn, status)
    assert status in Status
