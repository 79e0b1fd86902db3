"""Part a unit between others, or let a new unit come out of one that goes on."""

from collections.abc import Sequence

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit, rehearsed
from motcua.ground.directory.actions.set_up_units import set_up_units
from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.plans import splitting, without_repeats
from motcua.ground.directory.rules.new_units import NewUnit
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def split_unit(
    unit_id: int,
    *,
    into: Sequence[int | NewUnit],
    ends: bool,
    paper: Paper,
    actor: Actor,
    confirmed: str = "",
    dry_run: bool = False,
) -> Outcome:
    """The unit is parted between `into`, the default successor first; with `ends` false it goes on beside them.

    Raises as `carry_out`, and `InvalidInput` for fewer than two parts.
    """
    day = paper.effective_on
    unit = known_unit(unit_id, day, "unit")
    if len(into) + (not ends) < 2:
        message = words("A unit is parted between at least two.")
        raise InvalidInput(message, fields=[FieldError("into", message)])
    with rehearsed(dry_run):
        edits: list[Edit] = []
        successors: list[Unit] = []
        for one in into:
            if isinstance(one, NewUnit):
                made, begun = set_up_units([one], day)
                edits += begun
                successors.append(made[0])
            else:
                successors.append(known_unit(one, day, "into"))
        edits += splitting(unit, successors, day, ends=ends)
        return carry_out(paper, without_repeats(edits), actor=actor, confirmed=confirmed, dry_run=dry_run)
