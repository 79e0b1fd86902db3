"""Names of units, and where the actor's desks are."""

from collections.abc import Collection, Mapping

from django.db.models import Q

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
    """The one-stop desks that the right reaches: the post's own if it is a desk, else every one in and below its agency. Two queries."""
    posts = desks_of(actor, capability)
    own = [unit for unit in posts if unit.kind == Unit.Kind.ONE_STOP]
    wider = Q()
    for unit in posts:
        if unit.kind != Unit.Kind.ONE_STOP:
            wider |= Q(path__startswith=unit.path)
    if not wider:
        return own
    below = Unit.objects.filter(wider, kind=Unit.Kind.ONE_STOP).exclude(pk__in=[unit.pk for unit in own])
    return [*own, *below.order_by("level", "formal_name", "pk")]
