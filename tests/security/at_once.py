"""Several people acting at the same moment, each with a connection of his own."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from threading import Barrier, Thread
from time import monotonic

from django.db import connections

Deed = Callable[[], object]


def at_once(*deeds: Deed, within: float = 30) -> list[object]:
    """Start all deeds together; gives what each returned or the exception it raised. They must end within so many seconds."""
    start, outcomes = Barrier(len(deeds)), [None] * len(deeds)
    filled: list[object] = list(outcomes)

    def act(number: int, deed: Deed) -> None:
        try:
            start.wait(timeout=within)
            filled[number] = deed()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            filled[number] = error
        finally:
            connections.close_all()

    people = [Thread(target=copy_context().run, args=(act, number, deed), daemon=True) for number, deed in enumerate(deeds)]
    began = monotonic()
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=max(0.1, within - (monotonic() - began)))
    assert not any(person.is_alive() for person in people), f"somebody still waits after {within} seconds"
    return filled


def errors(outcomes: Sequence[object]) -> list[BaseException]:
    """The exceptions among the outcomes."""
    return [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
