import pytest

from motcua.blocks.workflow.actions.steps import awake
from motcua.blocks.workflow.api import Instance, ProcessVersion, can_move, complete, deploy, move, open_tasks
from motcua.blocks.workflow.tests.conftest import MONDAY, assign
from motcua.kernel.errors import Conflict

WAY = [
    ("examine", "propose"),
    ("verify", "propose"),
    ("opinion", ""),
    ("approve", "sent_back"),
    ("examine", "propose"),
    ("opinion", ""),
    ("verify", "propose"),
    ("approve", "approved"),
    ("register", ""),
    ("hand_over", ""),
]


@pytest.fixture
def newer(marriage_xml: str) -> ProcessVersion:
    """The next version: the certificate is stamped before it is registered, and the file is archived at the end."""
    step = '<userTask id="{0}" name="{0}" motcua:step="register" motcua:role="specialist" motcua:unit="competent"/>\n'
    changed = (
        marriage_xml.replace(
            'sourceRef="approved" targetRef="register"/>', 'sourceRef="approved" targetRef="stamp"/>' + step.format("stamp")
        )
        .replace('<userTask id="register"', '<sequenceFlow id="n1" sourceRef="stamp" targetRef="register"/><userTask id="register"')
        .replace('sourceRef="hand_over" targetRef="end"/>', 'sourceRef="hand_over" targetRef="archive"/>' + step.format("archive"))
        .replace('<endEvent id="end"', '<sequenceFlow id="n2" sourceRef="archive" targetRef="end"/><endEvent id="end"')
    )
    return deploy("marriage", changed)


def go(ways: list[tuple[str, str]]) -> None:
    for node, outcome in ways:
        task = open_tasks("dossier", 7).get(node=node)
        complete(task.pk, facts={"outcome": outcome}, at=MONDAY, by=5, assign=assign)


@pytest.mark.parametrize("taken", range(len(WAY)))
def test_a_running_dossier_goes_on_under_the_new_version_from_any_step(dossier: Instance, newer: ProcessVersion, taken: int) -> None:
    go(WAY[:taken])
    dossier.refresh_from_db()
    before = {(task.pk, task.node) for task in open_tasks("dossier", 7)}
    assert can_move(dossier, newer) == []
    moved = move(dossier.pk, newer)
    assert {(task.pk, task.node) for task in open_tasks("dossier", 7)} == before
    assert {place.node for place in awake(moved, {}).waiting()} - {"examine_late"} == {node for _, node in before}
    left = [*WAY, ("archive", "")] if taken > 7 else [*WAY[:8], ("stamp", ""), *WAY[8:], ("archive", "")]
    go(left[taken:])
    moved.refresh_from_db()
    assert moved.ended_at == MONDAY


def test_a_move_can_be_undone(dossier: Instance, marriage: ProcessVersion, newer: ProcessVersion) -> None:
    go(WAY[:2])
    move(dossier.pk, newer)
    move(dossier.pk, marriage)
    go(WAY[2:])
    assert not open_tasks("dossier", 7).exists()


@pytest.mark.parametrize(
    ("taken", "old", "new", "sentence"),
    [
        (3, 'motcua:role="leader"', 'motcua:role="division_head"', "belongs to another post"),
        (0, '"examine"', '"check"', "is not in the other version"),
        (2, '<userTask id="verify"', '<manualTask id="verify"', "is drawn differently"),
    ],
)
def test_what_is_in_the_way_of_a_move_is_named(dossier: Instance, marriage_xml: str, taken: int, old: str, new: str, sentence: str) -> None:
    go(WAY[:taken])
    dossier.refresh_from_db()
    xml = marriage_xml.replace(old, new)
    if "manualTask" in new:
        xml = xml.replace('motcua:outcomes="propose,not_eligible"/>', 'motcua:outcomes="propose,not_eligible"></manualTask>')
    if '"check"' in new:
        xml = xml.replace('motcua:step="check"', 'motcua:step="examine"')
    other = deploy("marriage", xml)
    assert any(sentence in str(obstacle) for obstacle in can_move(dossier, other))
    with pytest.raises(Conflict):
        move(dossier.pk, other)
    dossier.refresh_from_db()
    assert dossier.version_id != other.pk


def test_what_has_ended_does_not_move(dossier: Instance, newer: ProcessVersion) -> None:
    go(WAY)
    with pytest.raises(Conflict, match="already ended"):
        move(dossier.pk, newer)
