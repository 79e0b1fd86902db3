"""Random histories: whatever is decided, lives have no gaps, trees no circles, and the past stays as it was."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ground.directory.rules.timelines import Edit, Facts, Life, Problem, Stretch, edited, with_paths

BEGUN = date(2020, 1, 1)
HORIZON = 60
UNITS = 7
Acts = list[tuple[int, int, int, int]]


def _facts(unit: int, parent: int | None) -> Facts:
    return Facts(str(unit), "division", "province", f"unit {unit}", "-", "-", parent_id=parent)


def _world() -> dict[int, Life]:
    """A province (0) and units below each other."""
    lives: dict[int, Life] = {}
    for unit in range(UNITS):
        parent = None if unit == 0 else (unit - 1) // 2
        above = "/" if parent is None else lives[parent][0].path
        lives[unit] = (Stretch(BEGUN, None, _facts(unit, parent), f"{above}{unit}/"),)
    return lives


def _edit(act: tuple[int, int, int, int], number: int) -> Edit:
    what, unit, other, offset = act
    day = BEGUN + timedelta(days=offset)
    if what == 0:
        return Edit(unit, day, "renamed", {"name": f"name {number}"})
    if what == 1:
        return Edit(unit, day, "moved", {"parent_id": other})
    if what == 2:
        return Edit(unit, day, "dissolved", ends=True)
    new = _facts(UNITS + number, other)
    return Edit(UNITS + number, day, "established", {name: getattr(new, name) for name in Facts.__slots__}, begins=True)


def _tree(lives: dict[int, Life], day: date) -> dict[int, tuple[Facts, str]]:
    return {unit: (one.facts, one.path) for unit, life in lives.items() for one in life if one.holds_on(day)}


def _apply(lives: dict[int, Life], edit: Edit, number: int) -> tuple[dict[int, Life], list[Problem]]:
    """As `work_out` does, with everybody inside."""
    after = edited(lives.get(edit.unit_id, ()), edit, number)
    if isinstance(after, Problem):
        return lives, [after]
    result, problems = with_paths({**lives, edit.unit_id: after}, {}, edit.day)
    return (lives, problems) if problems else (result, [])


acts = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, UNITS + 4), st.integers(0, UNITS + 4), st.integers(1, HORIZON)), min_size=1, max_size=9
)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_lives_have_neither_gaps_nor_overlaps(decided: Acts) -> None:
    lives = _world()
    for number, act in enumerate(decided):
        lives, _ = _apply(lives, _edit(act, number), number)
    for life in lives.values():
        for earlier, later in pairwise(life):
            assert earlier.last is not None
            assert later.first == earlier.last + timedelta(days=1)
        assert all(one.last is None or one.first <= one.last for one in life)


@settings(max_examples=150, deadline=None)
@given(acts)
def test_no_day_has_a_circle_and_every_path_is_the_chain_of_parents(decided: Acts) -> None:
    lives = _world()
    for number, act in enumerate(decided):
        lives, _ = _apply(lives, _edit(act, number), number)
    for offset in range(HORIZON + 2):
        tree = _tree(lives, BEGUN + timedelta(days=offset))
        for unit, (facts, path) in tree.items():
            above = "/" if facts.parent_id is None else tree[facts.parent_id][1]
            assert path == f"{above}{unit}/"


@settings(max_examples=150, deadline=None)
@given(acts)
def test_the_tree_of_a_past_day_is_never_changed_by_a_later_act(decided: Acts) -> None:
    lives = _world()
    for number, act in enumerate(decided):
        edit = _edit(act, number)
        after, problems = _apply(lives, edit, number)
        for offset in range((edit.day - BEGUN).days):
            assert _tree(after, BEGUN + timedelta(days=offset)) == _tree(lives, BEGUN + timedelta(days=offset))
        if not problems and not edit.begins:
            stretches = [one for one in lives[edit.unit_id] if one.last is not None and one.last < edit.day]
            assert list(after[edit.unit_id][: len(stretches)]) == stretches
        lives = after


def test_a_name_decided_before_a_planned_move_is_carried_forward() -> None:
    lives, _ = _apply(_world(), Edit(3, BEGUN + timedelta(days=30), "moved", {"parent_id": 2}), 1)
    lives, problems = _apply(lives, Edit(3, BEGUN + timedelta(days=10), "renamed", {"name": "mới"}), 2)
    assert not problems
    assert [(one.facts.name, one.path, one.change) for one in lives[3]] == [
        ("unit 3", "/0/1/3/", None),
        ("mới", "/0/1/3/", 2),
        ("mới", "/0/2/3/", 1),
    ]


def test_a_planned_name_is_not_overwritten_by_an_earlier_one() -> None:
    lives, _ = _apply(_world(), Edit(3, BEGUN + timedelta(days=30), "renamed", {"name": "sau"}), 1)
    lives, _ = _apply(lives, Edit(3, BEGUN + timedelta(days=10), "renamed", {"name": "trước"}), 2)
    assert [one.facts.name for one in lives[3]] == ["unit 3", "trước", "sau"]


def test_what_cannot_be_is_named() -> None:
    day = BEGUN + timedelta(days=5)
    assert _apply(_world(), Edit(1, day, "moved", {"parent_id": 3}), 1)[1][0].kind == "circle"
    orphan = _apply(_world(), Edit(1, day, "dissolved", ends=True), 1)[1][0]
    assert (orphan.kind, orphan.day, orphan.other) == ("orphan", day, 1)
    assert _apply(_world(), Edit(3, BEGUN, "dissolved", ends=True), 1)[1][0].kind == "never"
    assert _apply(_world(), Edit(3, BEGUN - timedelta(days=1), "renamed", {"name": "x"}), 1)[1][0].kind == "not_then"
