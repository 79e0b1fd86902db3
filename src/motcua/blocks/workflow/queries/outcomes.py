"""What a task can end with."""

from motcua.blocks.workflow.models import Task
from motcua.blocks.workflow.queries.specs import compiled


def outcomes_of(task: Task) -> tuple[str, ...]:
    """The outcomes the step offers, in the order of the process file; none when it simply ends.

    No statement for tasks from `tasks_for` and `open_tasks`, which bring their version along.
    """
    return compiled(task.instance.version).definition.nodes[task.node].outcomes
