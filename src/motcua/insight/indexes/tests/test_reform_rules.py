from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackRefused
from motcua.insight.indexes.queries.reform_content import reform_sets
from motcua.insight.indexes.rules.drawing import draw
from motcua.insight.indexes.rules.reform import ReformComponent, index_of

CONTENT = Path(__file__).parents[5] / "provinces" / "thanh_hoa" / "indexes"
SHAPES: dict[str, dict[str, Any]] = {
    "boolean": {},
    "threshold": {"bands": [{"from": 80, "points": 1}, {"from": 100, "points": 2}]},
    "proportional": {"floor": 70},
    "timeliness": {"steps": [{"days": 0, "share": 1}, {"days": 15, "share": "0.5"}]},
    "survey": {"scale": 5, "sheet": "citizens"},
    "external_index": {"of": 100},
    "penalty": {"max": 0, "each": "0.5", "most": 2},
}
MOST = {"boolean": 1, "survey": 5}


def component(kind: str, **changes: Any) -> ReformComponent:
    return ReformComponent.model_validate({"key": "a", "vi": "a", "en": "a", "max": 2, "kind": kind, **SHAPES[kind], **changes})


@pytest.mark.parametrize(
    ("kind", "value", "points"),
    [
        ("boolean", 1, "2"), ("boolean", 0, "0"),
        ("threshold", "79.99", "0"), ("threshold", 80, "1"), ("threshold", 100, "2"),
        ("proportional", "69.99", "0"), ("proportional", 70, "1.40"), ("proportional", 100, "2"),
        ("timeliness", 0, "2"), ("timeliness", 1, "1"), ("timeliness", 15, "1"), ("timeliness", 16, "0"),
        ("survey", "3.5", "1.40"), ("external_index", 55, "1.10"),
        ("penalty", 0, "0"), ("penalty", 3, "-1.5"), ("penalty", 9, "-2"),
    ],
)  # fmt: skip
def test_each_kind_turns_its_number_into_points(kind: str, value: Any, points: str) -> None:
    assert component(kind).points(Decimal(value)) == Decimal(points)


@given(st.sampled_from(sorted(SHAPES)), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_points_keep_their_bounds_and_better_numbers_never_cost_points(kind: str, one: Decimal, other: Decimal) -> None:
    low, high = sorted(min(value, Decimal(MOST.get(kind, 100))) for value in (one, other))
    made = component(kind)
    better = made.points(low) >= made.points(high) if kind in {"timeliness", "penalty"} else made.points(low) <= made.points(high)
    assert better
    assert -made.most <= made.points(high) <= made.max


@given(st.decimals(0, 100, places=2), st.decimals(1, 100, places=2))
def test_an_index_lies_between_0_and_100_and_what_does_not_apply_changes_nothing_for_a_perfect_unit(part: Decimal, of: Decimal) -> None:
    assert 0 <= index_of(min(part, of), of) <= 100
    assert index_of(of, of) == 100
    assert index_of(-part, of) == 0
    assert index_of(part, Decimal(0)) == 0


@given(st.sets(st.integers(1, 500), max_size=80), st.integers(0, 60), st.text(max_size=8))
def test_a_lot_can_be_drawn_again_and_draws_nobody_twice(records: set[int], count: int, seed: str) -> None:
    drawn = draw(records, count, seed)
    assert drawn == draw(sorted(records, reverse=True), count, seed)
    assert len(drawn) == len(set(drawn)) == min(count, len(records))
    assert set(drawn) <= records


def test_the_sets_of_the_province_are_whole_and_marked_as_invented() -> None:
    sets = reform_sets(CONTENT)
    assert {one.group for one in sets} == {"department", "district", "commune"}
    for one in sets:
        assert len(one.fields) == 8
        assert one.invented
        assert one.tag == "check"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("max: 4,", "max: 5,", "do not add up to 100"),
        ("numerator: dossiers.resolved_on_time,", "numerator: dossiers.on_tiem,", "no module declares the figure dossiers.on_tiem"),
        ("steps: [{days: 0, share: 1}, {days: 15, share: 0.5}], ", "", "what the kind timeliness needs is missing"),
        ("year: 2022", "year: 2023", "holds 2023"),
        ("sheet: leaders", "sheet: nobody", "no sheet nobody"),
    ],
)
def test_a_broken_set_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (CONTENT / "reform_2022_commune.yaml").read_text()
    assert old in text
    (tmp_path / "reform_2022_commune.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(PackRefused) as refused:
        reform_sets(tmp_path)
    assert reason in str(refused.value)
