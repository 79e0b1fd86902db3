"""Time of a step: the engine's share against the whole.

Run as ``DJANGO_SETTINGS_MODULE=tests.settings python -m motcua.blocks.workflow.tests.measure``;
it migrates the database it is pointed at and leaves its rows there.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import django
from django.core.management import call_command

django.setup()

from motcua.blocks.workflow.api import complete, deploy, open_tasks, start  # noqa: E402 -- Django must be ready first
from motcua.blocks.workflow.rules.engine import begin, compile_process, resume  # noqa: E402
from motcua.blocks.workflow.tests.conftest import MONDAY, PROCESSES, assign  # noqa: E402
from motcua.blocks.workflow.tests.test_move import WAY  # noqa: E402


def main(rounds: int = 60) -> None:

    xml = Path(PROCESSES / "marriage.bpmn").read_text(encoding="utf-8")
    compiled = compile_process(xml)
    engine, whole, sizes = [], [], []
    for _ in range(rounds):
        state = begin(compiled, {}).dump()
        for node, outcome in WAY:
            begun = time.perf_counter()
            run = resume(compiled, state, {"outcome": outcome})
            run.complete(next(place.token for place in run.waiting() if place.node == node))
            run.waiting()
            state = run.dump()
            engine.append(time.perf_counter() - begun)
            sizes.append(len(state))
    call_command("migrate", verbosity=0)
    version = deploy("marriage", xml)
    for number in range(rounds):
        subject = ("measured", time.time_ns() + number)
        start(version, subject=subject, facts={}, assign=assign, at=MONDAY)
        for node, outcome in WAY:
            task = open_tasks(*subject).get(node=node)
            step = partial(complete, task.pk, facts={"outcome": outcome}, at=MONDAY, by=1, assign=assign)
            whole.append(_seconds(step))
    sys.stdout.write(f"compile {_seconds(partial(compile_process, xml)) * 1000:.2f} ms, engine {median(engine) * 1000:.2f} ms a step, ")
    sys.stdout.write(f"whole step {median(whole) * 1000:.2f} ms, state at most {max(sizes)} bytes\n")


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
