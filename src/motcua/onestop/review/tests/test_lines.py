"""A pasted list of procedures is taken over whole, or every wrong line is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import InvalidInput
from motcua.onestop.review.rules.lines import CHANGES, read_decided, read_reviewed

names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)
rows = st.lists(st.tuples(st.integers(0, 999_999), names, st.sampled_from(["new", "amended", "abolished"])), min_size=1, max_size=20)


@settings(max_examples=50, deadline=None)
@given(rows=rows, separator=st.sampled_from([";", "\t", " ; "]))
def test_a_list_comes_out_as_it_went_in(rows: list[tuple[int, str, str]], separator: str) -> None:
    unique = {(number, change): name for number, name, change in rows}
    text = "\n".join(separator.join([f"1.{number:06d}", name, change]) for (number, change), name in unique.items())
    assert [(line.code, line.name, line.change) for line in read_decided(text)] == [
        (f"1.{number:06d}", name, change) for (number, change), name in unique.items()
    ]


def test_changes_may_be_written_in_vietnamese() -> None:
    [line] = read_decided("1.001193.000.00.00.H56; Đăng ký khai sinh; Bãi bỏ")
    assert line.change == "abolished"
    assert set(CHANGES.values()) == {"new", "amended", "replaced", "simplified", "abolished", "online"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one"),
        ("khai sinh; Đăng ký khai sinh; new", "no code"),
        ("1.001193; ; new", "name"),
        ("1.001193; Đăng ký khai sinh; đổi tên", "no change"),
        ("1.001193; Đăng ký khai sinh; online; 2", "level"),
        ("1.001193; A; new\n1.001193; A; new", "more than once"),
    ],
)
def test_a_wrong_line_is_named(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_decided(text)
    assert said in str(refused.value.fields[0])


def test_every_wrong_line_is_named_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_decided("x; A; new\n1.000001; A; new\ny; B; new")
    assert [field.field for field in refused.value.fields] == ["lines.1", "lines.3"]


def test_costs_are_whole_amounts() -> None:
    [line] = read_reviewed("1.001193; Đăng ký khai sinh; đơn giản hóa; 1.200.000; 900.000")
    assert (line.proposal, line.cost_before, line.cost_after) == ("simplify", 1_200_000, 900_000)
    with pytest.raises(InvalidInput):
        read_reviewed("1.001193; Đăng ký khai sinh; keep; nhiều; 0")
