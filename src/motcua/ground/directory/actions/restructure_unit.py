"""Restructure a public service unit (kiện toàn tổ chức bộ máy) by a decision."""

from motcua.ground.directory.actions.carry_out import Outcome, carry_out, known_unit
from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.plans import renaming
from motcua.ground.directory.rules.papers import Paper
from motcua.ground.directory.rules.timelines import Edit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words


def restructure_unit(
    unit_id: int, *, note: str, paper: Paper, actor: Actor, name: str = "", confirmed: str = "", dry_run: bool = False
) -> Outcome:
    """Record that a public service unit was restructured, what about it in `note`, and its new name if it got one.

    Raises as `carry_out`, and `InvalidInput` for another kind of unit or an empty note (NĐ 120/2020/NĐ-CP).
    """
    day = paper.effective_on
    unit = known_unit(unit_id, day, "unit")
    if unit.kind != Unit.Kind.PUBLIC_SERVICE_UNIT:
        message = words("Only public service units are restructured like this; use the other changes for administrative units.")
        raise InvalidInput(message, fields=[FieldError("unit", message)])
    if not note.strip():
        message = words("Say what was restructured.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    renamed = renaming(unit, day, name=name) if name and name != unit.name else []
    values = dict(renamed[0].values) if renamed else {}
    edits = [Edit(unit.pk, day, "restructured", values, details={"note": note.strip()}), *renamed[1:]]
    return carry_out(paper, edits, actor=actor, confirmed=confirmed, dry_run=dry_run)
