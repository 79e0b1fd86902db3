"""A task of the plan goes from its owner to who confirms it, and nowhere else."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInput
from motcua.office.reform.rules.plan_lines import end_of, read_plan
from motcua.office.reform.rules.task_turns import TURNS, TaskState, Turn, after, standing

LINE = "1.1; Thể chế; Rà soát văn bản; Báo cáo rà soát; 38; 01/02/2022; 30/06/2022"


@given(st.lists(st.sampled_from(Turn), max_size=12))
def test_a_task_is_done_only_after_its_product_was_handed_in(turns: list[Turn]) -> None:
    state, handed_in = TaskState.PLANNED, False
    for turn in turns:
        reached = after(turn, state)
        if reached is None:
            continue
        if turn is Turn.HAND_IN:
            handed_in = True
        assert reached is not TaskState.DONE or handed_in
        assert state not in {TaskState.DONE, TaskState.DROPPED}, "what is closed stays closed"
        state = reached


def test_every_turn_leads_somewhere() -> None:
    assert {turn for turn in Turn if any(after(turn, state) for state in TaskState)} == set(TURNS)


@given(st.integers(-40, 40), st.integers(-40, 40))
def test_what_counts_is_when_the_product_was_handed_in(handed: int, looked: int) -> None:
    due = end_of(read_plan(LINE, 2022)[0].due_on)
    found = standing(TaskState.DONE, due, due + timedelta(days=handed), due + timedelta(days=looked))
    assert found == ("done_late" if handed > 0 else "done_on_time")


def test_an_open_task_is_soon_due_and_then_late() -> None:
    due = end_of(read_plan(LINE, 2022)[0].due_on)
    seen = [standing(TaskState.RUNNING, due, None, due + timedelta(days=days)) for days in (-30, -3, 1)]
    assert seen == ["running", "soon", "late"]


def test_a_table_is_read_with_the_words_of_the_office() -> None:
    tasks = read_plan(f"{LINE}\n\n1.2\tcải cách tài chính công\tA\tB\t38\t1/1/2022\t31/12/2022".replace("cải cách tài", "tài"), 2022)
    assert [(task.code, task.area) for task in tasks] == [("1.1", "institutions"), ("1.2", "finance")]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1.1; Thể chế; A; B; 38; 01/02/2022", "seven parts"),
        (LINE.replace("Thể chế", "Thể thao"), "area"),
        (LINE.replace("Rà soát văn bản", ""), "task and its product"),
        (LINE.replace("30/06", "31/06"), "day/month/year"),
        (LINE.replace("30/06/2022", "30/06/2023"), "year of the plan"),
        (f"{LINE}\n{LINE}", "more than once"),
        ("", "at least one task"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken_over(line: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_plan(line, 2022)
    assert any(says in fault.message for fault in refused.value.fields)
