import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.blocks.jobs.actions.claim import claim, release_expired
from motcua.blocks.jobs.actions.execute import execute
from motcua.blocks.jobs.api import Job, enqueue, every, failed_jobs, job, overview, retry, run_pending, tick, work
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, NotFound

MINUTE = timedelta(minutes=1)
ran: list[Any] = []


@pytest.fixture(autouse=True)
def _forget() -> None:
    ran.clear()


def noting() -> Any:
    @job("test.note")
    def note(what: str) -> None:
        ran.append(what)

    return note


def failing(retries: int = 1) -> Any:
    @job("test.fail", retries=retries)
    def fail() -> None:
        ran.append("tried")
        raise LookupError("no such paper")

    return fail


def make_due() -> None:
    Job.objects.update(run_at=clock.real_now() - MINUTE)


def test_jobs_run_by_priority_then_in_the_order_they_came_and_leave_the_table(db: None) -> None:
    note = noting()
    for what, priority in [("b", 0), ("c", 0), ("a", 5)]:
        enqueue(note, what, priority=priority)
    assert run_pending() == 3
    assert ran == ["a", "b", "c"]
    assert not Job.objects.exists()


def test_a_job_costs_one_statement(db: None, django_assert_num_queries: Any) -> None:
    note = noting()
    with django_assert_num_queries(1):
        enqueue(note, "x", key="k", serial="s")


def test_a_job_vanishes_with_the_deed_that_asked_for_it(db: None) -> None:
    note = noting()
    with transaction.atomic():
        enqueue(note, "x")
        transaction.set_rollback(True)
    assert run_pending() == 0


def test_a_job_for_later_waits(db: None) -> None:
    note = noting()
    enqueue(note, "later", run_at=clock.real_now() + MINUTE)
    assert run_pending() == 0
    make_due()
    assert run_pending() == 1


def test_the_same_key_is_enqueued_once_until_it_is_finished(db: None) -> None:
    note = noting()
    first = enqueue(note, "x", key="k")
    assert enqueue(note, "y", key="k") == first
    assert run_pending() == 1
    assert enqueue(note, "z", key="k") != first


def test_a_name_nobody_declared_is_refused(db: None) -> None:
    with pytest.raises(LookupError):
        enqueue("test.unknown")


def test_a_failing_job_comes_back_later_and_then_waits_for_the_operator(db: None) -> None:
    enqueue(failing(retries=1), key="k")
    assert run_pending() == 0
    [waiting] = Job.objects.all()
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert waiting.run_at > clock.real_now()
    make_due()
    run_pending()
    [failed] = failed_jobs()
    assert "no such paper" in failed.last_error
    assert ran == ["tried", "tried"]
    assert overview(clock.real_now()).failed == 1


def test_the_operator_retries_a_failed_job_but_not_beside_a_newer_one(db: None) -> None:
    fail = failing(retries=0)
    enqueue(fail, key="k")
    run_pending()
    [failed] = failed_jobs()
    with pytest.raises(Forbidden):
        retry(failed.pk, actor=ANONYMOUS)
    newer = enqueue(fail, key="k")
    with pytest.raises(Conflict):
        retry(failed.pk, actor=SYSTEM)
    Job.objects.filter(pk=newer).delete()
    retry(failed.pk, actor=SYSTEM)
    with pytest.raises(NotFound):
        retry(failed.pk, actor=SYSTEM)
    assert run_pending() == 0
    assert ran == ["tried", "tried"]


def test_jobs_of_one_series_run_in_order_and_never_together(db: None) -> None:
    note = noting()
    enqueue(note, "first", serial="s")
    enqueue(note, "second", serial="s", priority=9)
    enqueue(note, "other", serial="t")
    first = claim("one", MINUTE)
    assert first is not None
    assert first.args == ["first"]
    second = claim("two", MINUTE)
    assert second is not None
    assert second.args == ["other"]
    assert claim("three", MINUTE) is None
    assert execute(first) is None
    third = claim("three", MINUTE)
    assert third is not None
    assert third.args == ["second"]


def test_a_series_waits_for_its_first_job_to_come_back_and_goes_on_when_it_fails_for_good(db: None) -> None:
    enqueue(failing(retries=1), serial="s")
    enqueue(noting(), "after", serial="s")
    run_pending()
    assert ran == ["tried"]
    make_due()
    run_pending()
    assert ran == ["tried", "tried", "after"]


def test_a_job_whose_worker_died_is_run_by_another_when_the_lease_is_over(db: None) -> None:
    enqueue(noting(), "x")
    dead = claim("dead", MINUTE)
    assert dead is not None
    release_expired(clock.real_now())
    assert run_pending() == 0
    release_expired(clock.real_now() + 2 * MINUTE)
    assert run_pending() == 1
    assert execute(dead) is None  # the dead one wakes up: it can no longer finish what is not its own
    assert not Job.objects.exists()


def test_a_job_that_kills_every_worker_is_given_up(db: None) -> None:
    @job("test.deadly", retries=1)
    def deadly() -> None:
        ran.append("alive")

    enqueue(deadly)
    for _ in range(2):
        assert claim("dead", MINUTE) is not None
        release_expired(clock.real_now() + 2 * MINUTE)
    run_pending()
    assert "every time" in failed_jobs()[0].last_error
    assert ran == []


def test_a_periodic_job_is_started_once_per_period_by_all_workers_together(db: None) -> None:
    @job("test.hourly")
    def hourly() -> None:
        ran.append("tick")

    every(3600, hourly)
    assert (tick(), tick()) == (1, 0)
    assert run_pending() == 1
    assert ran == ["tick"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_run_each_job_once_and_a_series_in_order() -> None:
    note = noting()
    together: list[int] = []
    inside = [0]

    @job("test.series")
    def series(number: int) -> None:
        inside[0] += 1
        together.append(inside[0])
        time.sleep(0.005)
        ran.append(number)
        inside[0] -= 1

    with transaction.atomic():
        for number in range(10):
            enqueue(series, number, serial="s")
            enqueue(note, f"n{number}")
    stop = threading.Event()
    workers = [threading.Thread(target=work, args=(stop,), kwargs={"poll": 0.01}) for _ in range(4)]
    for one in workers:
        one.start()
    deadline = time.monotonic() + 20
    while Job.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    for one in workers:
        one.join()
    assert [what for what in ran if isinstance(what, int)] == list(range(10))
    assert sorted(what for what in ran if isinstance(what, str)) == sorted(f"n{number}" for number in range(10))
    assert set(together) == {1}


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not come"
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_a_job_survives_the_sudden_death_of_its_worker(tmp_path: Path) -> None:
    @job("test.slow")
    def slow() -> None:
        raise AssertionError("runs in the other process only")

    enqueue(slow)
    command = [sys.executable, "-m", "motcua.blocks.jobs.tests.worker_process", str(connection.settings_dict["NAME"]), str(tmp_path)]
    first = subprocess.Popen(command)
    try:
        _wait_for(tmp_path / "begun.1")
        time.sleep(1.5)  # longer than the lease: the heartbeat keeps it
        assert Job.objects.get(name="test.slow").lease_until > clock.real_now()
    finally:
        first.send_signal(signal.SIGKILL)
        first.wait()
    second = subprocess.Popen(command)
    try:
        _wait_for(tmp_path / "done")
        assert (tmp_path / "begun.2").exists()
        deadline = time.monotonic() + 5
        while Job.objects.filter(name="test.slow").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        second.kill()
        second.wait()
    assert not Job.objects.filter(name="test.slow").exists()
