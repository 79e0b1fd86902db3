"""The jobs this process knows, and which of them are periodic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class BackgroundJob:
    """A function that may be enqueued by name; calling it runs it at once."""

    name: str
    function: Callable[..., None]
    retries: int

    def __call__(self, *args: Any) -> None:
        self.function(*args)


_jobs: dict[str, BackgroundJob] = {}
_periodic: dict[str, timedelta] = {}


def job(name: str, *, retries: int = 5) -> Callable[[Callable[..., None]], BackgroundJob]:
    """Declare a background job: a function of JSON values that does the same when run twice.

    After a failure it is tried again `retries` times with growing pauses, then shown to the operator.
    """

    def declare(function: Callable[..., None]) -> BackgroundJob:
        declared = BackgroundJob(name, function, retries)
        if _jobs.setdefault(name, declared) is not declared:
            raise ValueError(f"two jobs are called {name}")
        return declared

    return declare


def every(seconds: float, background_job: BackgroundJob) -> None:
    """Run a job without arguments every so many seconds of real time, once among all workers."""
    if background_job.name not in _jobs:
        raise ValueError(f"no job is called {background_job.name}")
    _periodic[background_job.name] = timedelta(seconds=seconds)


def known(name: str) -> BackgroundJob | None:
    """The job of this name, if this process knows it."""
    return _jobs.get(name)


def periodic() -> dict[str, timedelta]:
    """Periodic jobs and their period."""
    return dict(_periodic)
