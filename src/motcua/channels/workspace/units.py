"""Names of units, and where the actor's desks are."""

from collections.abc import Collection, Mapping

from motcua.blocks.permissions.api import holdings_with
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor


def named_units(ids: Collection[int]) -> Mapping[int, Unit]:
    """Units by id. One query, none for no ids."""
    return Unit.objects.in_bulk(list(ids)) if ids else {}


def desks_of(actor: Actor, capability: str) -> list[Unit]:
    """The one-stop desks in which the actor holds the right, in the order of the posts. One query."""
    ids = list(dict.fromkeys(holding.unit_id for holding in holdings_with(actor, capability)))
    found = named_units(ids)
    return [found[pk] for pk in ids if pk in found]


def offices_of(actor: Actor, capability: str) -> list[Unit]:
    """The one-stop desks in or near the actor's posts with the right: the post's own unit if it is a desk, else those of its agency.

    At most two queries; further desks below are reached by the search of dossiers.
    """
    posts = desks_of(actor, capability)
    own = [unit for unit in posts if unit.kind == Unit.Kind.ONE_STOP]
    bodies = {unit.body_id for unit in posts if unit.kind != Unit.Kind.ONE_STOP}
    if not bodies:
        return own
    return [*own, *Unit.objects.filter(body_id__in=bodies, kind=Unit.Kind.ONE_STOP).order_by("name", "pk")]
