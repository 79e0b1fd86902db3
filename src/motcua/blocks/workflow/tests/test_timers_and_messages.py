from datetime import timedelta

import pytest

from motcua.blocks.workflow.api import (
    Instance,
    Task,
    complete,
    deploy,
    due_timers,
    fire_due_timers,
    fire_timer,
    open_tasks,
    receive_message,
    start,
    tasks_of,
)
from motcua.blocks.workflow.tests.conftest import MONDAY, assign, due, nodes
from motcua.blocks.workflow.tests.test_lint import HEAD, TAIL, TASK, arrows
from motcua.kernel.errors import Conflict

LATE = MONDAY + timedelta(hours=6)


def fire(now: object = LATE) -> list[str]:
    fired = fire_due_timers(now, facts=lambda *_: {}, assign=assign, due=lambda *_: due)
    return [node for one in fired for node in nodes(one.progress)]


def test_nothing_is_fired_before_its_moment(dossier: Instance) -> None:
    assert fire(LATE - timedelta(seconds=1)) == []
    assert nodes(list(open_tasks("dossier", 7))) == ["examine"]


def test_nearly_late_the_head_is_told_and_the_examination_goes_on(dossier: Instance) -> None:
    assert fire() == ["remind"]
    assert nodes(list(open_tasks("dossier", 7))) == ["examine", "remind"]
    assert fire() == []


def test_a_timer_fires_once_even_if_two_workers_try(dossier: Instance) -> None:
    timer = due_timers(LATE).get()
    fire_timer(timer.pk, facts={}, at=LATE, assign=assign)
    with pytest.raises(Conflict):
        fire_timer(timer.pk, facts={}, at=LATE, assign=assign)
    assert tasks_of("dossier", 7).filter(node="remind").count() == 1


def test_the_supplement_of_the_citizen_brings_the_examination_back(dossier: Instance) -> None:
    with pytest.raises(Conflict, match="does not wait for this"):
        receive_message(("dossier", 7), "supplement_received", facts={}, at=MONDAY, by=None, assign=assign)
    complete(dossier.opened[0].pk, facts={"outcome": "ask"}, at=MONDAY, by=5, assign=assign)
    progress = receive_message(("dossier", 7), "supplement_received", facts={}, at=MONDAY, by=None, assign=assign)
    assert nodes(progress) == ["examine"]
    assert tasks_of("dossier", 7).get(node="supplement").outcome == "received"


def test_a_wait_for_a_message_cannot_be_completed_by_hand(dossier: Instance) -> None:
    complete(dossier.opened[0].pk, facts={"outcome": "ask"}, at=MONDAY, by=5, assign=assign)
    with pytest.raises(Conflict):
        complete(open_tasks("dossier", 7).get().pk, facts={}, at=MONDAY, by=5, assign=assign)


@pytest.mark.django_db
def test_when_time_is_up_an_interrupting_timer_takes_the_task_away() -> None:
    duration = "<timerEventDefinition><timeDuration>P10D</timeDuration></timerEventDefinition>"
    timer = f'<boundaryEvent id="b" attachedToRef="a">{duration}</boundaryEvent>\n'
    xml = HEAD + TASK.format("a", "") + timer + TASK.format("c", "") + '<endEvent id="e2"/>' + arrows("s>a", "a>e", "b>c", "c>e2") + TAIL
    instance = start(deploy("p", xml), subject=("dossier", 7), facts={}, assign=assign, at=MONDAY)
    assert due_timers(MONDAY + timedelta(days=10)).get().due_at == MONDAY + timedelta(days=10)
    assert fire(MONDAY + timedelta(days=10)) == ["c"]
    taken = Task.objects.get(instance=instance, node="a")
    assert (taken.outcome, taken.is_open) == (Task.CANCELLED, False)


@pytest.mark.django_db
def test_a_notice_hangs_for_its_days_and_then_the_process_goes_on() -> None:
    wait = '<intermediateCatchEvent id="w"><timerEventDefinition motcua:hours="16"/></intermediateCatchEvent>\n'
    xml = HEAD + wait + TASK.format("a", "") + arrows("s>w", "w>a", "a>e") + TAIL
    start(deploy("p", xml), subject=("dossier", 7), facts={}, assign=assign, due=due, at=MONDAY)
    assert not open_tasks("dossier", 7).exists()
    assert fire(MONDAY + timedelta(days=2)) == ["a"]


@pytest.mark.django_db
def test_a_final_refusal_ends_everything_at_once() -> None:
    split = '<parallelGateway id="f"/>' + TASK.format("a", "") + TASK.format("b", "")
    stop = '<endEvent id="x"><terminateEventDefinition/></endEvent>'
    instance = start(
        deploy("p", HEAD + split + stop + arrows("s>f", "f>a", "f>b", "a>e", "b>x") + TAIL),
        subject=("dossier", 7),
        facts={},
        assign=assign,
        at=MONDAY,
    )
    progress = complete(Task.objects.get(instance=instance, node="b").pk, facts={}, at=MONDAY, by=1, assign=assign)
    assert (progress.ended, progress.cancelled) == (True, 1)
    assert Task.objects.get(instance=instance, node="a").outcome == Task.CANCELLED
