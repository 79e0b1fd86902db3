"""Dissolve a unit by a decision."""

from collections.abc import Sequence

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit
from motcua.ground.directory.queries.plans import dissolving, without_repeats
from motcua.ground.directory.rules.papers import Paper
from motcua.kernel.actor import Actor


def dissolve_unit(
    unit_id: int, *, paper: Paper, actor: Actor, successors: Sequence[int] = (), confirmed: str = "", dry_run: bool = False
) -> Outcome:
    """The unit ends on the day before; its divisions end with it, what else lies below goes under the first successor.

    Raises as `carry_out`, among others for units below when there is no successor.
    """
    day = paper.effective_on
    unit = known_unit(unit_id, day, "unit")
    takers = [known_unit(one, day, "successors") for one in successors]
    edits = without_repeats(dissolving(unit, day, successors=takers))
    return carry_out(paper, edits, actor=actor, confirmed=confirmed, dry_run=dry_run)
