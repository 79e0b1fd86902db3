"""What acts of a council share: the round, locked, and the secretary's right."""

from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, NotFound, words
from motcua.office.recruitment.models import Plan, Round
from motcua.office.recruitment.queries.marking import seat_of
from motcua.office.recruitment.rules.states import SeatRole


def round_of(round_id: int) -> Round:
    """The round with its plan, locked. Errors: `NotFound`."""
    found = Round.objects.select_for_update(of=("self",)).select_related("plan__unit").filter(pk=round_id).first()
    if found is None:
        raise NotFound(words("There is no such round."))
    return found


def require_secretary(plan: Plan, actor: Actor) -> None:
    """Only the secretary of the council deals with codes and names. Errors: `Forbidden`."""
    if actor.kind != "system" and seat_of(plan.pk, actor, SeatRole.SECRETARY) is None:
        raise Forbidden(words("Only the secretary of the council may do this."))
