import threading
import zlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.workflow.api import (
    Instance,
    ProcessVersion,
    Progress,
    Task,
    cancel,
    complete,
    deploy,
    open_tasks,
    outcomes_of,
    start,
    tasks_for,
    tasks_of,
)
from motcua.blocks.workflow.tests.conftest import MONDAY, assign, nodes
from motcua.kernel.errors import Conflict, InvalidInput

Do = Callable[..., Progress]


def test_an_accepted_dossier_opens_the_examination_with_its_post_and_due_moment(dossier: Instance) -> None:
    (task,) = dossier.opened
    assert (task.node, task.step, task.role, task.unit_id) == ("examine", "examine", "specialist", 11)
    assert task.due_at == MONDAY + timedelta(days=1)
    assert task.name == {"vi": "Thẩm tra hồ sơ, kiểm tra điều kiện kết hôn", "en": "Examine the dossier and the conditions of marriage"}


def test_a_dossier_goes_all_the_way_to_the_counter(dossier: Instance, do: Do) -> None:
    assert sorted(nodes(do("examine", "propose"))) == ["opinion", "verify"]
    assert nodes(do("verify", "propose")) == []
    assert nodes(do("opinion")) == ["approve"]
    assert nodes(do("approve", "approved")) == ["register"]
    assert nodes(do("register")) == ["hand_over"]
    last = do("hand_over")
    assert last.ended
    assert not last
    dossier.refresh_from_db()
    assert dossier.ended_at == MONDAY
    assert dossier.state is None
    assert not Task.objects.filter(instance=dossier, completed_at__isnull=True).exists()


def test_sent_back_by_the_leader_both_opinions_are_awaited_again(dossier: Instance, do: Do) -> None:
    for node, outcome in (("examine", "propose"), ("verify", "propose"), ("opinion", ""), ("approve", "sent_back"), ("examine", "propose")):
        do(node, outcome)
    assert nodes(do("opinion")) == []
    assert nodes(do("verify", "propose")) == ["approve"]


def test_a_done_task_says_who_did_it_when_and_with_what_outcome(dossier: Instance, do: Do) -> None:
    do("examine", "propose", at=MONDAY + timedelta(hours=3))
    task = tasks_of("dossier", 7).get(node="examine")
    assert (task.completed_by, task.outcome, task.completed_at) == (5, "propose", MONDAY + timedelta(hours=3))


def test_what_was_not_done_is_marked_as_taken_away(dossier: Instance, do: Do) -> None:
    progress = do("examine", "propose")
    timer = tasks_of("dossier", 7).get(node="examine_late")
    assert (timer.outcome, timer.completed_by, progress.cancelled) == (Task.CANCELLED, None, 1)


def test_a_task_done_twice_is_refused_the_second_time(dossier: Instance) -> None:
    task = dossier.opened[0]
    complete(task.pk, facts={"outcome": "propose"}, at=MONDAY, by=5, assign=assign)
    with pytest.raises(Conflict, match="already done"):
        complete(task.pk, facts={"outcome": "propose"}, at=MONDAY, by=6, assign=assign)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_the_same_moment_one_succeeds_and_one_is_told(marriage_xml: str) -> None:
    instance = start(deploy("marriage", marriage_xml), subject=("dossier", 7), facts={}, assign=assign, at=MONDAY)
    task, gate, results = instance.opened[0], threading.Barrier(2), []

    def act(officer: int) -> None:
        gate.wait()
        try:
            complete(task.pk, facts={"outcome": "propose"}, at=MONDAY, by=officer, assign=assign)
            results.append("done")
        except Conflict:
            results.append("told")
        finally:
            connection.close()

    officers = [threading.Thread(target=act, args=(number,)) for number in (5, 6)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    assert sorted(results) == ["done", "told"]
    assert sorted(nodes(list(open_tasks("dossier", 7)))) == ["opinion", "verify"]


@pytest.mark.django_db(transaction=True)
def test_two_branches_finished_at_the_same_moment_both_count(marriage_xml: str) -> None:
    start(deploy("marriage", marriage_xml), subject=("dossier", 7), facts={}, assign=assign, at=MONDAY)
    complete(open_tasks("dossier", 7).get().pk, facts={"outcome": "propose"}, at=MONDAY, by=5, assign=assign)
    gate = threading.Barrier(2)
    errors: list[Exception] = []

    def act(task: Task) -> None:
        gate.wait()
        try:
            complete(task.pk, facts={"outcome": "propose"}, at=MONDAY, by=5, assign=assign)
        except Conflict as error:
            errors.append(error)
        finally:
            connection.close()

    officers = [threading.Thread(target=act, args=(task,)) for task in open_tasks("dossier", 7)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    assert errors == []
    assert nodes(list(open_tasks("dossier", 7))) == ["approve"]


def test_an_outcome_the_step_does_not_offer_is_refused_and_nothing_changes(dossier: Instance, do: Do) -> None:
    with pytest.raises(InvalidInput) as refusal:
        do("examine", "approved")
    assert refusal.value.fields[0].field == "outcome"
    assert nodes(list(open_tasks("dossier", 7))) == ["examine"]


def test_no_fact_is_found_in_the_saved_state(dossier: Instance, do: Do) -> None:
    secret = "Nguyễn Thị Bí Mật 038190001234"
    do("examine", "propose", full_name=secret, answers={"note": secret})
    do("verify", "propose", full_name=secret)
    dossier.refresh_from_db()
    kept = zlib.decompress(bytes(dossier.state or b"")).decode()
    assert '"approve"' in kept
    for word in (*secret.split(), "propose", "full_name", "answers"):
        assert word not in kept


def test_the_first_step_takes_two_statements_and_every_other_four(dossier: Instance, marriage: ProcessVersion, do: Do) -> None:
    with CaptureQueriesContext(connection) as starting:
        start(marriage, subject=("dossier", 8), facts={}, assign=assign, at=MONDAY)
    assert len(_statements(starting)) <= 4
    for node, outcome in (("examine", "propose"), ("verify", "propose"), ("opinion", ""), ("approve", "sent_back"), ("examine", "ask")):
        task = open_tasks("dossier", 7).get(node=node)
        with CaptureQueriesContext(connection) as completing:
            complete(task.pk, facts={"outcome": outcome}, at=MONDAY, by=5, assign=assign)
        assert len(_statements(completing)) <= 4, node


def test_a_withdrawn_dossier_leaves_no_open_task(dossier: Instance, do: Do) -> None:
    do("examine", "propose")
    assert cancel(("dossier", 7), at=MONDAY, by=5) == 1
    assert not open_tasks("dossier", 7).exists()
    dossier.refresh_from_db()
    assert dossier.state is None
    assert cancel(("dossier", 7), at=MONDAY) == 0


def test_an_inbox_shows_what_a_post_holds_and_nothing_else(dossier: Instance, do: Do) -> None:
    assert nodes(list(tasks_for([("specialist", 11)]))) == ["examine"]
    assert nodes(list(tasks_for([("leader", 11), ("specialist", 12)]))) == []
    assert nodes(list(tasks_for([]))) == []
    do("examine", "propose")
    assert nodes(list(tasks_for([("specialist", 11), ("specialist", 12)]))) == ["verify", "opinion"]


def test_an_inbox_page_with_the_outcomes_of_its_tasks_takes_one_statement(dossier: Instance, marriage: ProcessVersion) -> None:
    for number in range(8, 12):
        start(marriage, subject=("dossier", number), facts={}, assign=assign, at=MONDAY)
    with CaptureQueriesContext(connection) as reading:
        offered = [outcomes_of(task) for task in tasks_for([("specialist", 11)])]
    assert offered == [("propose", "not_eligible", "ask")] * 5
    assert len(reading) == 1


def _statements(context: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in context.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
