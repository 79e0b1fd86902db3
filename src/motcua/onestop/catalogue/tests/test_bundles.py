"""The parts of a bundle: in which order they may begin, and that the whole ends once, with the right ending."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.packs.api import PackRefused
from motcua.onestop.catalogue.queries.check_bundles import bundle_problems
from motcua.onestop.catalogue.queries.read_pack import read_procedures
from motcua.onestop.catalogue.rules.bundle import (
    BundlePart,
    PartState,
    WholeEnding,
    beginning,
    chosen,
    ending,
    handed_on,
    never,
    require_order,
)
from motcua.onestop.catalogue.rules.cases import Text
from motcua.onestop.catalogue.rules.content import ProcedureContent
from motcua.onestop.catalogue.tests.province import FOLDER, sources

NAME = Text(vi="Việc", en="Matter")


def part(key: str, *after: str, when: str | None = None) -> BundlePart:
    return BundlePart(key=key, name=NAME, procedure="1.000001", after=after, when=when)


@st.composite
def bundles(draw: st.DrawFn) -> list[BundlePart]:
    """One to six parts, each after some of those above it."""
    count = draw(st.integers(1, 6))
    keys = [f"p{number}" for number in range(count)]
    return [
        part(key, *draw(st.sets(st.sampled_from(keys[:place]), max_size=2) if place else st.just(set()))) for place, key in enumerate(keys)
    ]


@settings(max_examples=50, deadline=None)
@given(bundles(), st.data())
def test_whatever_the_order_of_endings_the_whole_ends_once_and_says_the_truth(parts: list[BundlePart], data: st.DataObject) -> None:
    require_order(parts)
    states: dict[str, PartState] = {}
    endings = []
    for _turn in range(len(parts) + 1):
        for one in beginning(parts, states):
            assert all(states[key] is PartState.DONE for key in one.after), "nothing begins before what it comes after is done"
            states[one.key] = PartState.OPEN
        how = ending(parts, states)
        endings.append(how)
        if how is not None:
            break
        running = sorted(key for key, state in states.items() if state is PartState.OPEN)
        states[data.draw(st.sampled_from(running))] = data.draw(st.sampled_from([PartState.DONE, PartState.STOPPED]))
    assert [how for how in endings if how is not None] == endings[-1:], "it ends, exactly once, at the end"
    done = {key for key, state in states.items() if state is PartState.DONE}
    expected = WholeEnding.ALL if len(done) == len(parts) else WholeEnding.SOME if done else WholeEnding.NOTHING
    assert endings[-1] is expected
    left_out = {one.key for one in parts} - set(states)
    assert left_out == {one.key for one in never(parts, states)}


def test_a_part_that_is_not_asked_for_keeps_nobody_waiting() -> None:
    asked = chosen([part("a", when="wanted == true"), part("b", "a")], {"wanted": False})
    assert [(one.key, one.after) for one in asked] == [("b", ())]


def test_answers_are_worked_out_as_the_part_says_or_carried_over_by_name() -> None:
    one = part("a").model_copy(update={"answers": {"reason": "'death'", "name": "child"}})
    assert handed_on(one, ["reason", "name", "day", "absent"], {"child": "An", "day": "2022-11-10"}) == {
        "reason": "death",
        "name": "An",
        "day": "2022-11-10",
    }


def test_a_part_after_one_below_it_is_refused() -> None:
    with pytest.raises(ValueError, match="not written above"):
        require_order([part("a", "b"), part("b")])


FAULTS = (
    ('procedure: "1.004222"', 'procedure: "1.009999"', "which is not here"),
    ("after: [khai_sinh]", "after: [bao_hiem]", "not written above"),
    ('papers: {giay_khai_sinh: "result:khai_sinh"}', "papers: {}", "nobody gives the paper giay_khai_sinh"),
    ("      dk_ho_ten: con_ho_ten\n", "", "part thuong_tru"),
    ("      dk_ho_ten: con_ho_ten\n", "      dk_ho_ten: con_ho\n", "'con_ho'"),
    ("      dk_ho_ten: con_ho_ten\n", "      ten: con_ho_ten\n", "'ten' is not a question of the procedure 1.004222"),
    ("interlinked: across_levels", "interlinked: none", "interlinked"),
    ("key: thuong_tru", "key: khai_sinh", "is there twice"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four procedures of the bundle of a birth."""
    folder = tmp_path_factory.mktemp("procedures")
    for code in ("2.002621", "1.001193", "1.004222", "1.001939"):
        shutil.copytree(FOLDER / code, folder / code)
    shutil.copy(FOLDER / "_lists.yaml", folder)
    return folder


@pytest.mark.parametrize(("right", "wrong", "said"), FAULTS)
def test_a_bundle_that_does_not_fit_its_parts_is_refused_with_file_and_reason(copy: Path, right: str, wrong: str, said: str) -> None:
    file = copy / "2.002621" / "procedure.yaml"
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, wrong, 1))
    try:
        with pytest.raises(PackRefused) as refused:
            read_procedures(copy)
    finally:
        file.write_text(text)
    told = "\n".join(str(error) for error in refused.value.errors)
    assert said in told, told
    assert "2.002621" in told


def test_a_bundle_that_promises_less_than_its_parts_take_one_after_another_is_found() -> None:
    known = {one.content.code: (one.content, FormDefinition.load(one.form_schema)) for one in sources()}
    birth = next(one for one in sources() if one.content.code == "2.002621")
    hasty = birth.record | {
        "cases": [case | {"time_limits": {"desk": {"amount": 12, "unit": "working_day"}}} for case in birth.record["cases"]]
    }
    told = list(bundle_problems(ProcedureContent.model_validate(hasty), birth.worked.cases[0], known))
    assert told[0] == "desk: the parts one after another take 104 working hours, but only 96 are promised"


def test_the_content_as_it_stands_is_accepted(copy: Path) -> None:
    assert len(read_procedures(copy)) == 4
    assert date(2022, 1, 1) == read_procedures(copy)[0].content.versions.valid_from
