from datetime import datetime

from motcua.blocks.workflow.actions.steps import Progress, Surroundings, advance, locked, together
from motcua.blocks.workflow.models import Task
from motcua.blocks.workflow.ports import Assign, Due, Facts
from motcua.kernel.errors import Conflict, words


def receive_message(
    subject: tuple[str, int], name: str, *, facts: Facts, at: datetime, by: int | None, assign: Assign, due: Due | None = None
) -> Progress:
    """Tell a subject's process that something it waits for has come; returns the tasks that open. Five statements.

    When several places wait for the same message, the one that has waited longest receives it. Raises `Conflict`
    (nobody_waits) when none does.
    """
    with together():
        waiting = (
            Task.objects.filter(subject_type=subject[0], subject_id=subject[1], completed_at__isnull=True, kind=Task.MESSAGE, message=name)
            .order_by("id")
            .values_list("id", flat=True)
            .first()
        )
        if waiting is None:
            raise Conflict(
                words("The process does not wait for this now."),
                code="nobody_waits",
                way_out=words("Open the file again to see where it is now."),
            )
        return advance(locked(waiting), facts, Surroundings(at, assign, due), by=by, outcome="received")
