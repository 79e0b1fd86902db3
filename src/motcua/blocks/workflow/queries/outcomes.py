"""What a task can end with."""

from motcua.blocks.workflow.models import Instance, Task
from motcua.blocks.workflow.queries.specs import compiled


def outcomes_of(task: Task) -> tuple[str, ...]:
    """The outcomes the step offers, in the order of the process file; none when it simply ends. One statement."""
    version = Instance.objects.select_related("version").get(pk=task.instance_id).version
    return compiled(version).definition.nodes[task.node].outcomes
