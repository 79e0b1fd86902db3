from motcua.blocks.workflow.models import Instance, ProcessVersion
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.moving import Obstacle, obstacles
from motcua.blocks.workflow.rules.state import upgraded
from motcua.kernel.errors import words


def can_move(instance: Instance, to: ProcessVersion) -> list[Obstacle]:
    """The dry run of `move`: what is in the way of going on under another version; empty when nothing is."""
    if instance.state is None:
        return [Obstacle("", words("The process has already ended."))]
    return obstacles(compiled(instance.version), compiled(to), upgraded(bytes(instance.state), instance.state_version))
