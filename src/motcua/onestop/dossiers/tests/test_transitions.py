"""The turns of a dossier's life."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.permissions.api import declared
from motcua.kernel.errors import Conflict
from motcua.onestop.dossiers.rules.forms import FORM_SETS, form_set
from motcua.onestop.dossiers.rules.transitions import (
    ENDED,
    NATIONAL_CODES,
    NATIONAL_MOVES,
    REMIND,
    RETURN,
    STATUS_WORDS,
    TURNS,
    Status,
    edges,
    take,
)


def test_every_status_has_its_national_code_and_its_words() -> None:
    assert sorted(NATIONAL_CODES.values()) == list(range(1, 11))
    assert set(STATUS_WORDS) == set(Status)


def test_no_turn_leads_where_the_national_portal_would_not_follow() -> None:
    for edge in edges():
        before, after = NATIONAL_CODES[edge.before], NATIONAL_CODES[edge.after]
        assert after == before or after in NATIONAL_MOVES[before], edge


def test_every_status_can_be_reached_and_every_end_is_final_at_the_national_portal() -> None:
    assert {edge.after for edge in edges()} == set(Status)
    for status in (Status.NOT_ACCEPTED, Status.STOPPED, Status.RETURNED):
        assert not NATIONAL_MOVES[NATIONAL_CODES[status]]


def test_the_rights_that_a_turn_names_are_declared() -> None:
    known = declared()
    assert [(turn.name, who) for turn in TURNS for who in turn.who if who not in known] == []


def test_every_slip_of_a_turn_has_a_number_in_some_set_of_forms() -> None:
    numbered = {purpose for known in FORM_SETS for purpose in known.numbers}
    assert {turn.slip for turn in TURNS if turn.slip} <= numbered
    assert form_set(date(2022, 11, 14)).key == "2018"
    assert form_set(date(2025, 6, 30)).key == "2018"
    assert form_set(date(2025, 7, 1)).key == "2025"
    assert form_set(date(2017, 1, 1)).key == "2018"


def test_what_has_ended_goes_nowhere_but_into_the_citizens_hand() -> None:
    for turn in TURNS:
        if turn not in {RETURN, REMIND}:
            assert not turn.before & ENDED, turn.name


@given(st.sampled_from(TURNS), st.sampled_from(list(Status)))
def test_a_turn_is_taken_from_its_own_statuses_and_refused_from_all_others(turn, status) -> None:
    if status in turn.before:
        assert take(turn, status) is (turn.after or status)
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
