"""Where a right of recruitment reaches: an official of an agency's home affairs division works for the whole agency."""

from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with, require
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words
from motcua.office.recruitment.queries.content import editions
from motcua.office.recruitment.rights import DECIDE


def agencies_of(actor: Actor, capability: str) -> list[Unit]:
    """The agencies (bodies) in which the actor holds the right, in the order of the posts. One query."""
    ids = list(dict.fromkeys(holding.unit_id for holding in holdings_with(actor, capability)))
    found = Unit.objects.select_related("body").in_bulk(ids)
    bodies = [found[pk].body or found[pk] for pk in ids if pk in found]
    return list({body.pk: body for body in bodies}.values())


def reaches(actor: Actor, capability: str, unit: Unit) -> bool:
    """Whether the right reaches that unit."""
    return actor.kind == "system" or any(unit.path.startswith(body.path) for body in agencies_of(actor, capability))


def require_reach(actor: Actor, capability: str, unit: Unit) -> None:
    """Refuse with `Forbidden` unless the right reaches that unit."""
    require(actor, capability)
    if not reaches(actor, capability, unit):
        raise Forbidden(words("Your post does not reach this agency."), way_out=words("Ask the agency that the plan belongs to."))


def approves(actor: Actor, unit: Unit) -> bool:
    """Whether the actor decides on plans of that agency: a leader of the agency above it, or of the one named in the content."""
    if actor.kind == "system":
        return True
    above = unit.path[: unit.path.rstrip("/").rfind("/") + 1]
    named = editions().approving_unit
    return any(above.startswith(body.path) or body.code == named for body in agencies_of(actor, DECIDE))


def near(actor: Actor, capability: str, path: str) -> Q:
    """Rows whose unit (its path under `path`) the right reaches; those who approve for the province see all of it. One query."""
    if actor.kind == "system":
        return Q()
    found = Q(pk__in=())
    named = editions().approving_unit
    for body in agencies_of(actor, capability):
        if body.code == named:
            return Q()
        found |= Q(**{f"{path}__startswith": body.path})
    return found
