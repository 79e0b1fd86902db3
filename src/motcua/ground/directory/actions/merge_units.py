"""Merge units into one, which exists already or is established by the same decision."""

from collections.abc import Sequence

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit, rehearsed
from motcua.ground.directory.actions.set_up_units import set_up_units
from motcua.ground.directory.queries.plans import merging, renaming, without_repeats
from motcua.ground.directory.rules.new_units import NewUnit
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def merge_units(
    unit_ids: Sequence[int],
    *,
    into: int | NewUnit,
    paper: Paper,
    actor: Actor,
    name: str = "",
    confirmed: str = "",
    dry_run: bool = False,
) -> Outcome:
    """The units end on the day before; the one they go into stands in their place, under `name` if given.

    What lies below them goes under it, their divisions into its divisions of the same key. Only the structure: open work is passed
    on by a reorganisation. Raises as `carry_out`, and `InvalidInput` when nothing would be merged.
    """
    day = paper.effective_on
    with rehearsed(dry_run):
        edits: list[Edit] = []
        if isinstance(into, NewUnit):
            made, edits = set_up_units([into], day)
            successor = made[0]
        else:
            successor = known_unit(into, day, "into")
        predecessors = [known_unit(unit_id, day, "units") for unit_id in unit_ids if unit_id != successor.pk]
        if not predecessors:
            message = words("Name at least one unit that goes into another.")
            raise InvalidInput(message, fields=[FieldError("units", message)])
        edits += merging(predecessors, successor, day)
        if name and name != successor.name:
            edits += renaming(successor, day, name=name)
        return carry_out(paper, without_repeats(edits), actor=actor, confirmed=confirmed, dry_run=dry_run)
