"""How far the rights of a post in personnel matters go."""

from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words


def reach_of(actor: Actor, capability: str) -> list[str]:
    """Paths of the agencies whose people the actor may deal with: a personnel officer works for the whole agency of the post,
    with everything below it. One query; the system reaches everything."""
    if actor.kind == "system":
        return ["/"]
    held = {holding.unit_id for holding in holdings_with(actor, capability)}
    return list(Unit.objects.filter(members__in=held).values_list("path", flat=True).distinct()) if held else []


def over(paths: list[str], field: str) -> Q:
    """A condition that the unit in `field` lies at or below one of the paths."""
    found = Q(pk__in=())
    for path in paths:
        found |= Q(**{f"{field}__path__startswith": path})
    return found


def require_over(actor: Actor, capability: str, unit: Unit) -> None:
    """Raises `Forbidden` when the unit is not within the actor's reach."""
    if not any(unit.path.startswith(path) for path in reach_of(actor, capability)):
        raise Forbidden(words("The people of this unit are not in your charge."))
