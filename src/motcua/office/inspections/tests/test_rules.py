"""One state at a time; a draw that anybody can repeat; a plan read from a table."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInput
from motcua.office.inspections.ports import Candidate
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rules.drawing import drawn, shares
from motcua.office.inspections.rules.plan_lines import quarter_in, read_plan
from motcua.office.inspections.rules.turns import (
    FINDING_TURNS,
    HANDLED,
    TURNS,
    FindingState,
    FindingTurn,
    State,
    Turn,
    after,
    finding_after,
    standing,
)

LINE = "406; Áp dụng hệ thống quản lý chất lượng TCVN ISO 9001; Quý II; Việc duy trì hệ thống quản lý chất lượng"
SIZES = st.dictionaries(st.tuples(st.integers(1, 5), st.sampled_from(["1.000656", "2.000635"])), st.integers(0, 40), max_size=8)


@given(st.lists(st.sampled_from(FindingTurn), max_size=20))
def test_a_finding_is_always_in_exactly_one_state_and_what_is_handled_stays_handled(turns: list[FindingTurn]) -> None:
    state, told, remedied = FindingState.NOTED, False, False
    for turn in turns:
        reached = finding_after(turn, state)
        if reached is None:
            continue
        assert state not in HANDLED
        assert reached in FindingState
        told |= turn is FindingTurn.ISSUE
        remedied |= turn is FindingTurn.REMEDY
        assert reached is not FindingState.ACCEPTED or (told and remedied)
        state = reached


@given(st.lists(st.sampled_from(Turn), max_size=20))
def test_an_inspection_is_concluded_only_after_decision_and_visit(turns: list[Turn]) -> None:
    state, taken = State.PLANNED, set()
    for turn in turns:
        reached = after(turn, state)
        if reached is None:
            continue
        taken.add(turn)
        assert reached is not State.CONCLUDED or {Turn.PREPARE, Turn.DECIDE, Turn.VISIT, Turn.WRITE} <= taken
        state = reached


def test_every_turn_leads_somewhere() -> None:
    assert {turn for turn in Turn if any(after(turn, state) for state in State)} == set(TURNS)
    assert {turn for turn in FindingTurn if any(finding_after(turn, state) for state in FindingState)} == set(FINDING_TURNS)


@given(st.sampled_from(FindingState), st.integers(-60, 60), st.one_of(st.none(), st.integers(-60, 60)))
def test_a_finding_stands_one_way_on_any_day(state: FindingState, looked: int, remedied: int | None) -> None:
    due = date(2022, 6, 30)
    done = date.fromordinal(due.toordinal() + remedied) if remedied is not None else None
    found = standing(state, due, done, date.fromordinal(due.toordinal() + looked))
    assert (found == "late") == (state is FindingState.OPEN and looked > 0)
    assert (found == "handled_late") == (state is FindingState.ACCEPTED and remedied is not None and remedied > 0)


@given(SIZES, st.integers(0, 200))
def test_shares_add_up_follow_the_sizes_and_leave_no_stratum_out_while_there_are_enough(
    sizes: dict[tuple[int, str], int], wanted: int
) -> None:
    found, total = shares(sizes, wanted), sum(sizes.values())
    filled = [key for key, size in sizes.items() if size]
    assert sum(found.values()) == min(wanted, total)
    assert all(0 <= found.get(key, 0) <= size for key, size in sizes.items())
    if wanted >= len(filled):
        assert all(found[key] >= 1 for key in filled)
    assert all(found.get(a, 0) >= found.get(b, 0) - 1 for a in filled for b in filled if sizes[a] >= sizes[b])


@settings(max_examples=30)
@given(SIZES, st.integers(1, 30), st.text(min_size=1, max_size=12), st.randoms())
def test_the_same_seed_and_list_draw_the_same_cases_in_whatever_order(sizes: dict, wanted: int, seed: str, mixed: object) -> None:  # type: ignore[type-arg] # drawn above
    listed = [Candidate(f"{unit}-{procedure}-{n}", unit, procedure) for (unit, procedure), size in sizes.items() for n in range(size)]
    shuffled = list(listed)
    mixed.shuffle(shuffled)  # type: ignore[attr-defined] # a source of chance
    found = drawn(seed, listed, wanted)
    assert found == drawn(seed, shuffled, wanted)
    assert len({one.code for one in found}) == min(wanted, len(listed))
    assert Counter(one.stratum for one in found) == Counter(
        {key: n for key, n in shares({key: size for key, size in sizes.items() if size}, wanted).items() if n}
    )


def test_every_case_of_a_stratum_is_drawn_equally_often() -> None:
    """2,000 seeds, 5 of 20 cases: each is drawn 500 times on average; 4.5 standard deviations (19.4) on either side are let pass."""
    listed = [Candidate(f"H56.{n:04d}", 1, "2.000635") for n in range(20)]
    counts = Counter(one.code for seed in range(2000) for one in drawn(f"seed {seed}", listed, 5))
    assert len(counts) == 20
    assert all(abs(count - 500) < 88 for count in counts.values())


def test_one_case_more_on_the_list_changes_the_draw() -> None:
    listed = [Candidate(f"H56.{n:04d}", 1, "2.000635") for n in range(200)]
    assert drawn("seed", listed, 20) != drawn("seed", [*listed, Candidate("H56.9999", 1, "2.000635")], 20)


def test_a_plan_is_read_with_the_words_of_the_office() -> None:
    lines = read_plan(f"{LINE}\n\n380\tsở hữu công nghiệp\t3\tViệc bảo hộ nhãn hiệu\tCó đơn khiếu nại", inspection_content())
    assert [(line.line, line.unit_code, line.subject, line.quarter) for line in lines] == [
        (1, "406", "iso", 2),
        (3, "380", "intellectual_property", 3),
    ]
    assert lines[1].reason == "Có đơn khiếu nại"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("406; iso; 2", "four parts"),
        (LINE.replace("406", ""), "code of the unit"),
        (LINE.replace("TCVN", "TCXD"), "subject"),
        (LINE.replace("Quý II", "Quý V"), "quarter"),
        ("406; iso; 2; ", "what is looked at"),
        ("", "at least one"),
    ],
)
def test_a_wrong_line_is_named(line: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_plan(line, inspection_content())
    assert any(says in fault.message for fault in refused.value.fields)


def test_quarters_are_read_as_offices_write_them() -> None:
    assert [quarter_in(text) for text in ("1", "Quý IV", "quý 3", "II", "5", "")] == [1, 4, 3, 2, None, None]
