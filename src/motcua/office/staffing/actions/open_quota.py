"""The quota of a unit for a year, opened when there is none: who is present is carried on."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.office.staffing.actions.write_line import Ground, locked, over, write_line
from motcua.office.staffing.models import Quota, Use
from motcua.office.staffing.rules.ledger import Line, Sums


def quota_for(place: Unit, year: int, kind: str, *, opened_on: date) -> tuple[Quota, bool]:
    """The quota, locked, and whether it is new. Errors: `Conflict` when the unit above has none to hand down from."""
    known = Quota.objects.select_for_update(of=("self",)).select_related("unit", "source").filter(unit=place, year=year, kind=kind).first()
    if known is not None:
        return known, False
    source = _source(place, year, kind)
    try:
        with transaction.atomic():
            return Quota.objects.create(unit=place, year=year, kind=kind, source=source, opened_on=opened_on), True
    except IntegrityError:  # somebody else opened it this moment
        return Quota.objects.select_for_update(of=("self",)).select_related("unit").get(unit=place, year=year, kind=kind), False


def carry_on(quota: Quota, ground: Ground, *, actor: Actor) -> None:
    """Count in a new quota those who are there in its time and take them out of the year before, if they only begin in this one.

    Errors: `Conflict` when more are present than are assigned.
    """
    same = Quota.objects.filter(unit_id=quota.unit_id, kind=quota.kind).exclude(pk=quota.pk)
    following = same.filter(year__gt=quota.year).order_by("year").first()
    staying = Use.objects.filter(unit_id=quota.unit_id, kind=quota.kind)
    if following is None:
        staying = staying.filter(last_day__isnull=True)
    else:
        end = date(following.year, 1, 1) - timedelta(days=1)
        staying = staying.filter(Q(last_day__isnull=True) | Q(last_day__gt=end), first_day__lte=end)
    before = same.filter(year__lt=quota.year).order_by("-year").first()
    present = staying.count()
    if present > quota.assigned - quota.handed_down:
        raise _too_few(quota, present)
    if present:
        write_line(quota, Line.CARRIED, Sums(used=present), ground, actor=actor)
    beginning = staying.filter(first_day__gte=date(quota.year, 1, 1)).count()
    if before is not None and beginning:
        write_line(locked([before.pk])[before.pk], Line.CARRIED, Sums(used=-beginning), ground, actor=actor)


def _too_few(quota: Quota, present: int) -> Conflict:
    refusal = over(quota, Sums(used=1))
    return Conflict(
        words("%(unit)s has %(present)s people present; %(assigned)s posts for %(year)s would be too few."),
        code="quota_below_present",
        params={**refusal.params, "present": present},
        way_out=words("Assign at least as many, or first release people or move them to another unit."),
    )


def _source(place: Unit, year: int, kind: str) -> Quota | None:
    """The quota of the nearest unit above, locked; None for the province, which gets its posts from the centre."""
    if place.parent_id is None:
        return None
    above = [int(step) for step in place.path.strip("/").split("/")][:-1]
    found = {quota.unit_id: quota for quota in Quota.objects.select_related("unit").filter(unit_id__in=above, year=year, kind=kind)}
    nearest = next((found[step] for step in reversed(above) if step in found), None)
    if nearest is None:
        raise Conflict(
            words("No unit above %(unit)s has posts of this kind for %(year)s to hand down."),
            code="quota_no_source",
            params={"unit": place.name, "year": year},
            way_out=words("Record first what the province got from the centre."),
        )
    return nearest
