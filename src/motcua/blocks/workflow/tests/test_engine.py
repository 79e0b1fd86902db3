"""What the engine must never do, and how its memory is kept."""

import zlib
from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from motcua.blocks.workflow.api import lint
from motcua.blocks.workflow.rules.dialect import Conditions, StuckError
from motcua.blocks.workflow.rules.engine import begin, compile_process, resume
from motcua.blocks.workflow.rules.state import StateUnknownError, upgraded
from motcua.blocks.workflow.tests.test_lint import HEAD, TAIL, TASK, arrows

GATE = '<exclusiveGateway id="g" default="g_e"/>' + TASK.format("a", "") + arrows("s>a", "a>g", "g>e")
WAY = '<sequenceFlow id="f1" sourceRef="g" targetRef="e"><conditionExpression>{0}</conditionExpression></sequenceFlow>'


def run_with(condition: str, tmp: Path) -> None:
    run = begin(compile_process(HEAD + GATE + WAY.format(condition) + TAIL), {"outcome": "x"})
    (place,) = run.waiting()
    run.complete(place.token)


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('pathlib').Path('{path}').touch() or True",
        "().__class__.__base__.__subclasses__()",
        "outcome.upper() == 'X'",
        "open('{path}', 'w')",
        "exec('x = 1')",
    ],
)
def test_code_that_passed_the_linter_would_still_not_run(condition: str, tmp_path: Path) -> None:
    mark = tmp_path / "was_here"
    with pytest.raises(StuckError):
        run_with(condition.replace("{path}", str(mark)), tmp_path)
    assert not mark.exists()


def test_the_engine_itself_refuses_scripts_and_service_calls() -> None:
    for act in (Conditions({}).execute, Conditions({}).call_service):
        with pytest.raises(StuckError):
            act(None, "x = 1")
    with pytest.raises(Exception, match="no support"):
        compile_process(HEAD + '<scriptTask id="t"><script>1</script></scriptTask>' + arrows("s>t", "t>e") + TAIL)


def test_a_condition_that_cannot_be_calculated_stops_the_step() -> None:
    run = begin(compile_process(HEAD + GATE + WAY.format("outcome + 1 &gt; 2") + TAIL), {})
    with pytest.raises(StuckError):
        run.complete(run.waiting()[0].token)


def test_what_is_kept_brings_the_same_instance_back(marriage_xml: str) -> None:
    compiled = compile_process(marriage_xml)
    run = begin(compiled, {})
    again = resume(compiled, run.dump(), {})
    assert again.waiting() == run.waiting()
    assert again.dump() == run.dump()


def test_a_place_that_does_not_wait_cannot_be_completed(marriage_xml: str) -> None:
    run = begin(compile_process(marriage_xml), {})
    with pytest.raises(KeyError):
        run.complete(999)


def test_an_older_state_is_brought_up_step_by_step() -> None:
    def name_the_steps(state: dict[str, object]) -> dict[str, object]:
        return {**state, "names": True}

    def count_the_rounds(state: dict[str, object]) -> dict[str, object]:
        return {**state, "rounds": 0}

    old = zlib.compress(orjson.dumps({"v": 1}))
    new = upgraded(old, 1, upgrades={1: name_the_steps, 2: count_the_rounds}, to=3)
    assert orjson.loads(zlib.decompress(new)) == {"v": 3, "names": True, "rounds": 0}
    with pytest.raises(StateUnknownError):
        upgraded(old, 1, upgrades={1: name_the_steps}, to=3)
    with pytest.raises(StateUnknownError):
        upgraded(old, 9)


def test_a_process_may_go_round_very_often_and_its_memory_stays_small(marriage_xml: str) -> None:
    compiled = compile_process(marriage_xml)
    state = begin(compiled, {}).dump()
    for _ in range(140):
        for node, outcome in (("examine", "propose"), ("verify", "propose"), ("opinion", ""), ("approve", "sent_back")):
            run = resume(compiled, state, {"outcome": outcome})
            run.complete(next(place.token for place in run.waiting() if place.node == node))
            state = run.dump()
    assert [place.node for place in resume(compiled, state, {}).waiting()] == ["examine", "examine_late"]
    assert len(state) < 600


def test_the_longest_process_that_may_be_deployed_runs() -> None:
    names = [f"t{number}" for number in range(118)]
    body = "".join(TASK.format(name, "") for name in names) + arrows("s>t0", *(f"{a}>{b}" for a, b in pairwise(names)), "t117>e")
    assert lint(HEAD + body + TAIL) == []
    assert "121 elements" in str(lint(HEAD + body + TASK.format("more", "") + TAIL)[0])
    run = begin(compile_process(HEAD + body + TAIL), {})
    for _ in names:
        run.complete(run.waiting()[0].token)
    assert run.ended
