from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.insight.reporting.rules.checks import findings
from motcua.insight.reporting.rules.differences import differences
from motcua.insight.reporting.rules.forms import Form
from motcua.insight.reporting.rules.periods import MONTHS, span_of, spans_between
from motcua.insight.reporting.rules.sheets import Sheet, added, read, stored, subtotal, worked_out
from motcua.insight.reporting.rules.states import STEPS, State, Step, after
from motcua.insight.reporting.rules.tree import reporters, superiors
from motcua.kernel.errors import Conflict

FORM = Form.model_validate(
    {
        "code": "T", "vi": "Thử", "en": "Try", "measured": {"vi": "hồ sơ", "en": "dossiers"}, "rows_from": "field",
        "columns": [
            {"key": "c3", "no": "(3)", "vi": "Tổng", "en": "Total", "formula": "c4 + c5"},
            {"key": "c4", "no": "(4)", "vi": "Mới", "en": "New", "hand": {}},
            {"key": "c5", "no": "(5)", "vi": "Cũ", "en": "Old", "hand": {}},
            {"key": "share", "no": "(6)", "vi": "Tỷ lệ", "en": "Share", "kind": "decimal", "formula": "c4 * 100 / c3"},
            {"key": "why", "no": "(7)", "vi": "Lý do", "en": "Why", "kind": "text", "hand": {}},
        ],
        "checks": [{"left": "c3", "right": "c4 + c5"}, {"left": "c5", "sign": "<=", "right": "c4"}],
    }
)  # fmt: skip
numbers = st.integers(0, 10**6).map(Decimal)
sheets = st.dictionaries(
    st.sampled_from(["commune.A", "commune.B", "district.A"]), st.fixed_dictionaries({"c4": numbers, "c5": numbers}), max_size=3
)
one = Decimal(1)


@pytest.mark.parametrize(
    ("frequency", "number", "first", "last"),
    [
        ("month", 1, "2021-12-15", "2022-01-14"),
        ("month", 11, "2022-10-15", "2022-11-14"),
        ("quarter", 1, "2021-12-15", "2022-03-14"),
        ("quarter", 4, "2022-09-15", "2022-12-14"),
        ("half", 1, "2021-12-15", "2022-06-14"),
        ("half", 2, "2022-06-15", "2022-12-14"),
        ("year", 1, "2021-12-15", "2022-12-14"),
    ],
)
def test_periods_are_cut_off_as_the_decree_says(frequency: str, number: int, first: str, last: str) -> None:
    span = span_of(frequency, 2022, number)  # type: ignore[arg-type]  # a parameter of the test
    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))


@given(st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.sampled_from(list(MONTHS)), st.sampled_from(["decree", "calendar"]))
def test_every_day_lies_in_exactly_one_period_of_a_kind(day: date, frequency: str, cut_off: str) -> None:
    near = spans_between(frequency, day - timedelta(days=1), day + timedelta(days=800), cut_off)  # type: ignore[arg-type]
    assert len([span for span in near if span.first <= day <= span.last]) == 1


@given(st.lists(sheets, max_size=6), sheets)
def test_the_whole_is_the_sum_of_the_reports_below_and_the_own_part(below: list[Sheet], own: Sheet) -> None:
    wholes = [worked_out(FORM, sheet) for sheet in below]
    whole = worked_out(FORM, own, added(FORM, wholes))
    everything = [own, *below]
    for column in ("c4", "c5"):
        total = sum((cells[column] for sheet in everything for cells in sheet.values()), Decimal(0))
        assert whole["total"][column] == total
        assert sum((cells[column] for row, cells in whole.items() if row != "total"), Decimal(0)) == total
    assert whole["total"]["c3"] == whole["total"]["c4"] + whole["total"]["c5"]  # type: ignore[operator]  # numbers
    assert {one.left for one in findings(FORM, whole, {}) if one.kind == "arithmetic"} <= {"(5)"}
    assert read(stored(whole)) == whole


def test_a_share_of_the_whole_is_not_a_sum_of_shares_and_words_stay_with_their_unit() -> None:
    child = worked_out(FORM, {"commune.A": {"c4": one, "c5": Decimal(3), "why": "Thiếu người"}})
    whole = worked_out(FORM, {"commune.A": {"c4": one, "c5": one}}, added(FORM, [child, child]))
    assert (child["commune.A"]["share"], whole["commune.A"]["share"]) == (Decimal(25), Decimal(30))
    assert "why" not in whole["commune.A"]
    assert subtotal(FORM, whole)["c3"] == Decimal(20)
    assert "share" not in worked_out(FORM, {"commune.A": {"c4": Decimal(0), "c5": Decimal(0)}})["commune.A"], "nothing over nothing"


def test_a_finding_names_the_cells_as_printed() -> None:
    wrong = {"commune.A": {"c4": one, "c5": Decimal(2)}}
    found = findings(FORM, worked_out(FORM, wrong), {"commune.A": {"c4": one}})
    assert [(one.kind, one.row, one.column, one.left, one.sign, one.right) for one in found] == [
        ("missing", "commune.A", "c5", "", "", ""),
        ("arithmetic", "commune.A", "c5", "(5)", "<=", "(4)"),
        ("arithmetic", "total", "c5", "(5)", "<=", "(4)"),
    ]


@given(st.sampled_from(State), st.sampled_from(Step))
def test_no_step_leads_anywhere_but_the_table_says(state: State, step: Step) -> None:
    before, leads_to = STEPS[step]
    if state in before:
        assert after(state, step) == (leads_to or state)
    else:
        with pytest.raises(Conflict):
            after(state, step)


@given(st.sets(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8])))
def test_every_unit_counts_for_one_report_and_every_report_but_the_top_goes_into_one(chosen: set[int]) -> None:
    paths = {1: "/1/", 2: "/1/2/", 3: "/1/2/3/", 4: "/1/2/4/", 5: "/1/5/", 6: "/1/5/6/", 7: "/1/2/3/7/", 8: "/1/8/", 9: "/1/9/"}
    assigned = chosen | {8}
    owner = reporters(paths, assigned, 8)
    assert set(owner) == set(paths)
    assert all(owner[pk] == pk for pk in assigned)
    assert set(owner.values()) <= assigned
    above = superiors(paths, assigned, 8)
    for pk in assigned:
        seen, at = set[int](), pk
        while (step := above[at]) is not None:
            assert step not in seen
            seen.add(step)
            at = step
        assert at == 8


def test_two_editions_differ_where_a_cell_does() -> None:
    found = differences({"T": {"r": {"a": one, "b": one}}}, {"T": {"r": {"a": one, "b": Decimal(2)}, "s": {"a": one}}})
    assert [(item.row, item.column, item.before, item.after) for item in found] == [("r", "b", one, Decimal(2)), ("s", "a", None, one)]
