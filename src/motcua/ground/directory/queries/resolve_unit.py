"""From the words of a process to a unit."""

from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.units import division, one_stop_of, superior_of, unit, unit_by_code
from motcua.ground.directory.rules.assignment import AssignedTo, parse_assignment
from motcua.kernel.errors import NotFound, words


def resolve_unit(text: str, *, competent_id: int, receiver_id: int | None = None) -> Unit:
    """The unit that an assignment names for a case of this competent agency (received at `receiver_id`, if elsewhere).

    Raises `ValueError` for a text that names nothing, `NotFound` when the unit does not exist.
    """
    assigned = parse_assignment(text)
    if assigned.start == "one_stop":
        return one_stop_of(receiver_id or competent_id)
    body = _body(assigned, competent_id)
    return division(body, assigned.division) if assigned.division else body


def _body(assigned: AssignedTo, competent_id: int) -> Unit:
    if assigned.start == "body":
        return unit_by_code(assigned.body)
    if assigned.start == "competent":
        return unit(competent_id)
    above = superior_of(competent_id)
    if above is None:
        raise NotFound(words("There is no agency above this one."), code="no_superior")
    return above
