"""The worker: runs jobs until told to stop."""

import logging
import os
import socket
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection, transaction

from motcua.blocks.jobs.actions.claim import claim, release_expired, renew
from motcua.blocks.jobs.actions.enqueue import enqueue
from motcua.blocks.jobs.actions.execute import LEASE, execute
from motcua.blocks.jobs.rules.registry import periodic
from motcua.kernel import clock

_log = logging.getLogger(__name__)
_TICK = (
    "INSERT INTO jobs_periodic (name, next_at) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE "
    "SET next_at = excluded.next_at WHERE jobs_periodic.next_at <= %s RETURNING name"
)


def tick() -> int:
    """Enqueue the periodic jobs that are due, once among all workers; returns how many."""
    return sum(_tick(name, period) for name, period in periodic().items())


def _tick(name: str, period: timedelta) -> bool:
    now = clock.real_now()
    adapt = connection.ops.adapt_datetimefield_value
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TICK, [name, adapt(now + period), adapt(now)])
            due = bool(cursor.fetchall())
        if due:
            enqueue(name, key=f"every:{name}")
    return due


class _Heartbeat(threading.Thread):
    """Prolongs the lease of the job in hand, from a thread and a connection of its own."""

    def __init__(self, worker: str, lease: timedelta) -> None:
        super().__init__(daemon=True)
        self.worker, self.lease = worker, lease
        self.job_id: int | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(self.lease.total_seconds() / 3):
            try:
                if self.job_id is not None:
                    renew(self.job_id, self.worker, self.lease)
            except DatabaseError as error:
                _log.warning("the lease could not be prolonged, trying again: %s", error)
            finally:
                close_old_connections()
        connection.close()


class _Worker:
    def __init__(self, lease: timedelta) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}"
        self.lease = lease
        self.heartbeat = _Heartbeat(self.name, lease)
        self.ticks: dict[str, float] = {}
        self.next_release = 0.0

    def step(self) -> bool:
        """Do what is due; True when a job was run."""
        self._keep_house(time.monotonic())
        claimed = claim(self.name, self.lease)
        if claimed is None:
            return False
        self.heartbeat.job_id = claimed.pk
        try:
            execute(claimed)
        finally:
            self.heartbeat.job_id = None
        return True

    def _keep_house(self, moment: float) -> None:
        if moment >= self.next_release:
            release_expired(clock.real_now())
            self.next_release = moment + self.lease.total_seconds() / 4
        for name, period in periodic().items():
            if moment >= self.ticks.get(name, 0.0):
                _tick(name, period)
                self.ticks[name] = moment + period.total_seconds()


def work(stop: threading.Event, *, lease: timedelta = LEASE, poll: float = 0.25) -> None:
    """Run jobs one after another until `stop` is set; look for new ones every `poll` seconds.

    A job whose worker dies is run again by another once its `lease` has run out. When the database cannot be
    reached the worker waits and tries again.
    """
    worker = _Worker(lease)
    worker.heartbeat.start()
    try:
        while not stop.is_set():
            try:
                busy = worker.step()
            except DatabaseError as error:
                _log.warning("the database refused, trying again: %s", error)
                connection.close()
                busy = not stop.wait(2)
            if not busy:
                close_old_connections()
                stop.wait(poll)
    finally:
        worker.heartbeat.stopped.set()
        worker.heartbeat.join()
        connection.close()
