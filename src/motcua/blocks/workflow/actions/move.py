from django.db import transaction

from motcua.blocks.workflow.models import Instance, ProcessVersion
from motcua.blocks.workflow.queries.move import can_move
from motcua.blocks.workflow.queries.specs import compiled
from motcua.blocks.workflow.rules.engine import STATE_VERSION, transplant
from motcua.blocks.workflow.rules.state import upgraded
from motcua.kernel.errors import Conflict, words


def move(instance_id: int, to: ProcessVersion) -> Instance:
    """Let a running instance go on under another version, at the same open steps; the rows of its tasks stay as they are.

    To undo, move back (possible as long as no step that only the newer version has was taken). Two statements.
    Raises `Conflict` (cannot_move) with the first obstacle; `can_move` lists them all without changing anything.
    """
    with transaction.atomic():
        instance = Instance.objects.select_related("version").select_for_update(of=("self",)).get(pk=instance_id)
        found = can_move(instance, to)
        if found or instance.state is None:
            raise Conflict(
                words("This cannot go on under the other version: %(reason)s"),
                code="cannot_move",
                params={"reason": str(found[0]) if found else ""},
                way_out=words("Let it end under its own version."),
            )
        instance.state = transplant(compiled(to), upgraded(bytes(instance.state), instance.state_version)).dump()
        instance.state_version, instance.version = STATE_VERSION, to
        instance.save(update_fields=["state", "state_version", "version"])
    return instance
