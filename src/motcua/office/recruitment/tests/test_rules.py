"""Rules of marks and places, over whatever marks there may be."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInput
from motcua.office.recruitment.rules.marks import MARKING, MarkTurn, Scale, agreed, settled, visible, wanted
from motcua.office.recruitment.rules.months import last_day_after
from motcua.office.recruitment.rules.positions import read_positions
from motcua.office.recruitment.rules.ranking import Candidate, ranked
from motcua.office.recruitment.rules.tables import read_table, write_table

POINTS = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)
MARKS = st.dictionaries(st.sampled_from([1, 2, 3]), POINTS)
SCALE = Scale(Decimal(100), Decimal(10))
CANDIDATES = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([Decimal(0), Decimal("2.5"), Decimal(5)]), st.booleans()), max_size=12
).map(lambda rows: [Candidate(place, Decimal(50 + 5 * mark), bonus, passed) for place, (mark, bonus, passed) in enumerate(rows)])


@settings(max_examples=50, deadline=None)
@given(MARKS, st.sampled_from(MARKING))
def test_nobody_sees_anothers_mark_while_a_mark_can_still_be_given_blind(marks: dict[int, Decimal], own: MarkTurn) -> None:
    seen = visible(marks, own, SCALE)
    if agreed(marks, MARKING, SCALE).standing != "settled":
        assert set(seen) <= {own}
    others = {turn for turn in MARKING if wanted(marks, turn, SCALE)}
    if others:
        assert set(seen) <= {own}


@settings(max_examples=50, deadline=None)
@given(POINTS, POINTS, POINTS)
def test_the_mark_that_counts_lies_between_the_marks_given(first: Decimal, second: Decimal, third: Decimal) -> None:
    two = agreed({1: first, 2: second}, MARKING, SCALE)
    three = agreed({1: first, 2: second, 3: third}, MARKING, SCALE)
    assert (two.standing == "third_needed") == (abs(first - second) > 10)
    assert three.mark is not None
    assert min(first, second, third) <= three.mark <= max(first, second, third)
    assert three == agreed({1: second, 2: first, 3: third}, MARKING, SCALE)


def test_a_mark_after_a_complaint_takes_the_place_of_the_first() -> None:
    marks = {1: Decimal(60), 2: Decimal(60), 4: Decimal(70), 5: Decimal(72)}
    assert settled(marks, SCALE) == Decimal(71)
    assert settled({1: Decimal(60), 2: Decimal(60), 4: Decimal(70)}, SCALE) == Decimal(60)
    assert agreed({1: Decimal(50), 2: Decimal(70), 3: Decimal(60)}, MARKING, SCALE).mark == Decimal(60)


@settings(max_examples=50, deadline=None)
@given(CANDIDATES, st.integers(1, 5), st.randoms())
def test_the_ranking_is_one_order_by_the_rules(candidates: list[Candidate], places: int, chance: object) -> None:
    rows = ranked(candidates, places)
    mixed = list(candidates)
    chance.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert rows == ranked(mixed, places)
    assert len(rows) == len(candidates)
    won = [row for row in rows if row.outcome == "won"]
    assert len(won) <= places
    runners = [row for row in rows if row.outcome != "failed"]
    for better, worse in pairwise(runners):
        assert better.candidate.key <= worse.candidate.key
        assert better.rank <= worse.rank
    tied = {row.candidate.key for row in rows if row.outcome == "tied"}
    assert len(tied) <= 1
    assert len(won) + sum(row.outcome == "tied" for row in rows) >= min(places, len(runners))


@settings(max_examples=50, deadline=None)
@given(CANDIDATES, st.integers(1, 5))
def test_the_heads_order_leaves_no_tie(candidates: list[Candidate], places: int) -> None:
    tied = [row.candidate.id for row in ranked(candidates, places) if row.outcome == "tied"]
    placed = {pk: place for place, pk in enumerate(tied, 1)}
    ordered = [Candidate(one.id, one.mark, one.priority, one.passed, placed.get(one.id, 0)) for one in candidates]
    rows = ranked(ordered, places)
    assert not [row for row in rows if row.outcome == "tied"]
    assert sum(row.outcome == "won" for row in rows) == min(places, sum(one.passed for one in candidates))


def test_probation_ends_the_day_before() -> None:
    from_the_first = last_day_after(date(2023, 1, 31), 1)
    assert from_the_first.isoformat() == "2023-02-27"
    assert last_day_after(date(2023, 2, 1), 12).isoformat() == "2024-01-31"


def test_wrong_lines_of_positions_are_named_together() -> None:
    lines = "A; Giáo viên; V.07; 406; 2; dai_hoc; -\nB; Kế toán; V.06; 406; khong; dai_hoc; -\nC; x\nA; y; z; 406; 1; tien_si; -"
    with pytest.raises(InvalidInput) as refused:
        read_positions(lines, ["dai_hoc"])
    assert [one.field for one in refused.value.fields] == ["lines.2", "lines.3", "lines.4"]


def test_a_table_comes_back_as_it_was_and_formulas_stay_text() -> None:
    data = write_table("Điểm", ["Mã", "Điểm"], [["1-1001", "75,5"], ["=1+1", 3]])
    assert read_table("diem.xlsx", data) == [["1-1001", "75,5"], ["'=1+1", "3"]]
    assert read_table("diem.csv", "Mã;Điểm\n1-1001;75,5\n".encode()) == [["1-1001", "75,5"]]
    with pytest.raises(InvalidInput):
        read_table("diem.xlsx", b"PK not a workbook")
    with pytest.raises(InvalidInput):
        read_table("diem.csv", b"\xff\xfe\x00")
