"""Put a unit under another by a decision."""

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit
from motcua.ground.directory.queries.plans import moving, renaming, without_repeats
from motcua.ground.directory.rules.papers import Paper
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def move_unit(unit_id: int, *, to: int, paper: Paper, actor: Actor, name: str = "", confirmed: str = "", dry_run: bool = False) -> Outcome:
    """The unit lies under `to` from the first day of the decision on, with everything below it.

    Raises as `carry_out`, among others for a place below itself, and `InvalidInput` when it lies there already.
    """
    day = paper.effective_on
    unit, parent = known_unit(unit_id, day, "unit"), known_unit(to, day, "parent")
    if unit.parent_id == parent.pk:
        message = words("The unit lies there already.")
        raise InvalidInput(message, fields=[FieldError("parent", message)])
    edits = moving(unit, parent, day)
    if name and name != unit.name:
        edits += renaming(unit, day, name=name)
    return carry_out(paper, without_repeats(edits), actor=actor, confirmed=confirmed, dry_run=dry_run)
