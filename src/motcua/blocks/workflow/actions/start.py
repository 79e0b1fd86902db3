from datetime import datetime

from motcua.blocks.workflow.actions.steps import Surroundings, cannot_go_on, open_rows, together
from motcua.blocks.workflow.models import Instance, ProcessVersion, Task
from motcua.blocks.workflow.ports import Assign, Due, Facts
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.dialect import StuckError
from motcua.blocks.workflow.rules.engine import STATE_VERSION, begin
from motcua.kernel import clock


def start(
    version: ProcessVersion, *, subject: tuple[str, int], facts: Facts, assign: Assign, due: Due | None = None, at: datetime | None = None
) -> Instance:
    """Start a process for a subject; `instance.opened` holds the tasks that opened. Two statements.

    `due` turns working hours into moments; without it timers count plain hours and tasks get no due moment.
    Raises `InvalidInput` (process_stuck) when a first condition cannot be decided.
    """
    around = Surroundings(at or clock.now(), assign, due)
    try:
        run = begin(compiled(version), facts)
    except StuckError as error:
        raise cannot_go_on(error) from error
    places = run.waiting()
    with together():
        instance = Instance.objects.create(
            version=version,
            subject_type=subject[0],
            subject_id=subject[1],
            state=None if run.ended else run.dump(),
            state_version=STATE_VERSION,
            started_at=around.at,
            ended_at=around.at if run.ended else None,
        )
        rows = open_rows(instance, run, places, around)
    instance.opened = tuple(row for row in rows if row.kind != Task.TIMER)
    return instance
