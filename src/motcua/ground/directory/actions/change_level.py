"""Raise or lower a unit, or make it another kind of unit, by a decision."""

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit
from motcua.ground.directory.queries.plans import level_changing, without_repeats
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.unit_records import TERRITORY_LEVELS
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def change_level(
    unit_id: int,
    *,
    paper: Paper,
    actor: Actor,
    kind: str = "",
    territory_kind: str = "",
    name: str = "",
    name_en: str = "",
    confirmed: str = "",
    dry_run: bool = False,
) -> Outcome:
    """From the first day of the decision on a commune is a ward, a division a sub-department, and so on; its name may change too.

    Raises as `carry_out`, and `InvalidInput` for a kind that the unit cannot become or already is.
    """
    unit = known_unit(unit_id, paper.effective_on, "unit")
    territory = unit.kind in TERRITORY_LEVELS.values()
    wrong = territory_kind not in TERRITORY_LEVELS if territory else not kind or bool(territory_kind)
    if wrong or (territory_kind == unit.territory_kind if territory else kind == unit.kind):
        message = words("Choose another kind that this unit can become.")
        raise InvalidInput(message, fields=[FieldError("kind", message)])
    edits = level_changing(unit, paper.effective_on, kind=kind, territory_kind=territory_kind, name=name, name_en=name_en)
    return carry_out(paper, without_repeats(edits), actor=actor, confirmed=confirmed, dry_run=dry_run)
