"""Whether an official may change units: at or below the agency of his post, and territories only from the province."""

from collections.abc import Iterable

from motcua.blocks.permissions.api import holdings_with, may, require
from motcua.ground.directory.models import Unit
from motcua.ground.directory.rights import CHANGE
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Forbidden, words

TERRITORIES = ("province", "district", "commune")


def agencies_of(actor: Actor) -> list[Unit]:
    """The agencies in which the actor may change units: staff work of an agency is done by a division for the whole agency."""
    held = [holding.unit_id for holding in holdings_with(actor, CHANGE)]
    return list(Unit.objects.filter(members__in=held).distinct()) if held else []


def reaches(agencies: Iterable[Unit], unit: Unit) -> bool:
    """Whether one of the agencies may change the unit: nobody below the province changes a territory or the own agency."""
    return any(
        unit.path.startswith(agency.path)
        and (agency.level == "province" or unit.kind not in TERRITORIES)
        and (unit.pk != agency.pk or agency.parent_id is None)
        for agency in agencies
    )


def may_change(actor: Actor, unit: Unit) -> bool:
    """Whether the actor may change that unit. One query."""
    if actor.kind == "system":
        return True
    return may(actor, CHANGE) and reaches(agencies_of(actor), unit)


def require_reach(actor: Actor, *, changed: Iterable[Unit], above: Iterable[Unit] = ()) -> None:
    """Refuse with `Forbidden` unless all that is changed, and every unit it comes under, lies within the reach of the actor."""
    require(actor, CHANGE)
    if actor.kind == "system":
        return
    agencies = agencies_of(actor)
    under = all(any(unit.path.startswith(agency.path) for agency in agencies) for unit in above)
    if not under or not all(reaches(agencies, unit) for unit in changed):
        raise Forbidden(
            words("Units outside the agency of your post, and territories, are changed by the Department of Home Affairs of the province."),
            way_out=words("Send the decision to the Department of Home Affairs."),
        )
