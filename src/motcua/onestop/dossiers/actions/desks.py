"""Which desk a new dossier comes in at, whose code it bears, and where its result can be collected."""

from datetime import date

from motcua.ground.directory.api import Unit, body_of, one_stop_of
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.dossiers.rules.intake import require_intake


def taken_in_for_other(receiver: Unit, competent: Unit, *, non_territorial: bool, on: date) -> bool:
    """Whether the desk takes the dossier in for the agency of another territory; `InvalidInput` where that is not allowed."""
    own = stands_at(receiver, competent)
    require_intake(own=own, non_territorial=non_territorial, on=on, competent=competent.formal_name)
    return not own


def stands_at(desk: Unit, competent: Unit) -> bool:
    """Whether the agency takes in its dossiers at this desk: its own, that of the territory it serves, or the centre of the province."""
    if desk.body_id == competent.pk or one_stop_of(competent).pk == desk.pk:
        return True
    of_province = competent.level == Unit.Level.PROVINCE and competent.kind in {Unit.Kind.DEPARTMENT, Unit.Kind.VERTICAL}
    return of_province and desk.body_id == competent.parent_id


def agency_code_of(competent: Unit, receiver: Unit) -> str:
    """The agency code that a dossier's code begins with; vertical agencies have none in the province and use the desk's."""
    return competent.agency_code or body_of(receiver).agency_code


def return_desk_of(wished: Unit | None, receiver: Unit, competent: Unit) -> Unit | None:
    """Where the result is collected when not at the receiving desk: only the competent agency's own desk can be chosen."""
    if wished is None or wished.pk == receiver.pk:
        return None
    if wished.pk != one_stop_of(competent).pk:
        message = words("The result can be collected where the dossier came in, or at the desk of the unit that decides.")
        raise InvalidInput(message, fields=[FieldError("return_desk", message)], way_out=words("Choose one of the two desks."))
    return wished
