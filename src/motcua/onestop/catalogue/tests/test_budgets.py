"""The hours of the steps along every way stay within the promise; content that promises less is refused at load."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from motcua.blocks.packs.api import PackRefused
from motcua.onestop.catalogue.queries.check_budgets import steps_of
from motcua.onestop.catalogue.queries.read_pack import read_procedures
from motcua.onestop.catalogue.rules.budgets import Arrow, StepNode, Steps, hours_of_parts, over_budget, ways_through
from motcua.onestop.catalogue.rules.bundle import BundlePart
from motcua.onestop.catalogue.rules.cases import Text
from motcua.onestop.catalogue.tests.province import FOLDER, sources

Tree = int | tuple[str, list["Tree"]]
trees: st.SearchStrategy[Tree] = st.recursive(
    st.integers(1, 40), lambda inner: st.tuples(st.sampled_from(["after", "beside"]), st.lists(inner, min_size=1, max_size=3)), max_leaves=7
)


def worst(tree: Tree) -> int:
    """The longest way, said the plain way: what comes after one another adds up, of what runs side by side the longest counts."""
    if isinstance(tree, int):
        return tree
    kind, parts = tree
    return sum(map(worst, parts)) if kind == "after" else max(map(worst, parts))


def drawn(tree: Tree) -> Steps:
    nodes: dict[str, StepNode] = {"start": StepNode(), "end": StepNode()}
    arrows: dict[str, list[Arrow]] = {}

    def lead(source: str, target: str) -> None:
        arrows.setdefault(source, []).append(Arrow(f"{source}-{target}", target))

    def draw(tree: Tree, source: str, target: str) -> None:
        if isinstance(tree, int):
            name = f"step{len(nodes)}"
            nodes[name] = StepNode(hours=tree, is_step=True, outcomes=("propose", "verify"))
            lead(source, name)
            lead(name, target)
            return
        kind, parts = tree
        split, join = f"split{len(nodes)}", f"join{len(nodes)}"
        nodes[split], nodes[join] = StepNode(), StepNode()
        lead(source, split)
        lead(join, target)
        if kind == "beside":
            for part in parts:
                draw(part, split, join)
            return
        at = split
        for place, part in enumerate(parts):
            between = join if place == len(parts) - 1 else f"between{len(nodes)}"
            nodes.setdefault(between, StepNode())
            draw(part, at, between)
            at = between

    draw(tree, "start", "end")
    return Steps("start", nodes, arrows)


@settings(max_examples=40, deadline=None)
@given(trees)
def test_the_longest_way_adds_what_follows_and_takes_the_longest_of_what_runs_side_by_side(tree: Tree) -> None:
    assert max(way.hours for way in ways_through(drawn(tree), "standard")) == worst(tree)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.content.code)
def test_no_procedure_of_the_province_promises_less_than_its_steps_take(source: object) -> None:
    steps = steps_of(etree.fromstring(source.process_xml.encode()))  # type: ignore[attr-defined] # the parameter is a source
    assert list(over_budget(source.content, steps)) == []  # type: ignore[attr-defined] # as above


def test_a_step_that_is_gone_back_to_counts_once_and_what_a_case_never_takes_not_at_all() -> None:
    birth = next(one for one in sources() if one.content.code == "1.001193")
    steps = steps_of(etree.fromstring(birth.process_xml.encode()))
    assert max(way.hours for way in ways_through(steps, "standard")) == 4 + 2
    assert max(way.hours for way in ways_through(steps, "abandoned")) == 48 + 4 + 2


@pytest.mark.parametrize(
    ("code", "right", "wrong", "said"),
    [
        ("1.001776", 'motcua:hours="80"', 'motcua:hours="88"', "take 184 working hours, but only 176 are promised"),
        ("1.000656", 'motcua:hours="16"', 'motcua:hours="32"', "only 24 are promised"),
        ("2.000635", 'motcua:hours="4"', 'motcua:hours="7"', "take 9 working hours, but only 8 are promised"),
    ],
)
def test_steps_that_take_longer_than_promised_are_refused_with_the_line(
    tmp_path: Path, code: str, right: str, wrong: str, said: str
) -> None:
    shutil.copytree(FOLDER / code, tmp_path / code)
    shutil.copy(FOLDER / "_lists.yaml", tmp_path)
    file = tmp_path / code / "process.bpmn"
    file.write_text(file.read_text().replace(right, wrong, 1))
    with pytest.raises(PackRefused) as refused:
        read_procedures(tmp_path)
    error = refused.value.errors[0]
    assert said in str(error)
    assert error.file.endswith("process.bpmn")
    assert error.line > 1


def test_parts_after_one_another_add_up_and_parts_at_once_do_not() -> None:
    name = Text(vi="Việc", en="Matter")

    def part(key: str, *after: str) -> BundlePart:
        return BundlePart(key=key, name=name, procedure="1.000001", after=after)

    parts = [part("a"), part("b", "a"), part("c", "a"), part("d", "c")]
    assert hours_of_parts(parts, {"a": 8, "b": 56, "c": 40, "d": 4}) == 64
