"""Give a unit another name, or another official code, by a decision."""

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit
from motcua.ground.directory.queries.plans import recoding, renaming, without_repeats
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def rename_unit(
    unit_id: int,
    *,
    paper: Paper,
    actor: Actor,
    name: str = "",
    name_en: str = "",
    formal_name: str = "",
    short_name: str = "",
    code: str = "",
    agency_code: str = "",
    confirmed: str = "",
    dry_run: bool = False,
) -> Outcome:
    """The unit bears the name or code from the first day of the decision on; names of its divisions that hold it follow.

    Raises as `carry_out`, and `InvalidInput` when nothing would change.
    """
    unit, day = known_unit(unit_id, paper.effective_on, "unit"), paper.effective_on
    edits: list[Edit] = []
    if name:
        edits += renaming(unit, day, name=name, name_en=name_en, formal_name=formal_name, short_name=short_name)
    edits += recoding(unit, day, code=code, agency_code=agency_code)
    edits = [edit for edit in edits if edit.values]
    if not edits:
        message = words("Nothing would change: give the new name or the new code.")
        raise InvalidInput(message, fields=[FieldError("name", message)])
    return carry_out(paper, without_repeats(edits), actor=actor, confirmed=confirmed, dry_run=dry_run)
