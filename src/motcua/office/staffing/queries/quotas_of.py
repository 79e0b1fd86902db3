"""Which quota counts for a unit, and whose posts an official may see or change."""

from datetime import date

from django.db.models import Q

from motcua.blocks.permissions.api import holdings_with, require
from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.staffing.models import Quota
from motcua.office.staffing.rules.ledger import in_force


def quotas_on(place: Unit, kind: str, day: date) -> list[Quota]:
    """The quotas that somebody who begins in a unit on a day counts in: that in force and every later one; oldest first. One query.

    A division without posts of its own uses those of the nearest unit above it in the same agency. Raises `Conflict` when no unit up to
    the agency has posts of this kind.
    """
    above = [int(step) for step in place.path.strip("/").split("/")]
    found = Quota.objects.filter(unit__body=place.body_id, unit_id__in=above, kind=kind).select_related("unit").order_by("year", "pk")
    by_unit: dict[int, list[Quota]] = {}
    for quota in found:
        by_unit.setdefault(quota.unit_id, []).append(quota)
    for step in reversed(above):
        if step in by_unit:
            since = in_force([quota.year for quota in by_unit[step]], day)
            return [quota for quota in by_unit[step] if since is not None and quota.year >= since]
    raise Conflict(
        words("%(unit)s has no posts of this kind assigned for %(year)s."),
        code="quota_missing",
        params={"unit": place.name, "year": day.year},
        way_out=words("Record the decision that assigns them first."),
    )


def reach(actor: Actor, capability: str) -> list[str] | None:
    """The paths of the units in which the actor has a capability over posts; None: everywhere (the system).

    The personnel officer of an agency sits in one of its divisions and works for the whole agency (NĐ 37/2014/NĐ-CP, Article 5).
    """
    if actor.kind == "system":
        return None
    holdings = holdings_with(actor, capability)
    officers = {holding.unit_id for holding in holdings if holding.role == "personnel_officer"}
    paths = {holding.unit_path for holding in holdings}
    if officers:
        paths |= set(Unit.objects.filter(members__in=officers).values_list("path", flat=True))
    return sorted(paths)


def require_at(actor: Actor, capability: str, place: Unit) -> None:
    """Refuse with `Forbidden` unless the capability reaches the unit."""
    paths = reach(actor, capability)
    if paths is not None and not any(place.path.startswith(path) for path in paths):
        require(actor, capability, unit_path=place.path)


def within(actor: Actor, capability: str, field: str = "unit__path") -> Q:
    """The filter that leaves what the actor's capability reaches."""
    paths = reach(actor, capability)
    if paths is None:
        return Q()
    near = Q(pk__in=())
    for path in paths:
        near |= Q(**{f"{field}__startswith": path})
    return near
