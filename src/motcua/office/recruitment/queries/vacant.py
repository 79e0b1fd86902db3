"""Whether there are places for what a plan wants: vacant posts of the quota, less those that other plans under way want."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Sum

from motcua.ground.directory.api import Unit
from motcua.kernel.errors import FieldError, words
from motcua.office.recruitment.models import Position
from motcua.office.recruitment.rules.states import PlanState
from motcua.office.staffing.api import Quota

_UNDER_WAY = (PlanState.SUBMITTED, PlanState.APPROVED, PlanState.ANNOUNCED, PlanState.LISTED, PlanState.PUBLISHED)


def room_faults(wanted: Iterable[tuple[Unit, int]], kind: str, year: int, *, but_plan: int | None = None) -> list[FieldError]:
    """One fault for each unit whose posts do not suffice; `but_plan` is the plan that is looked at. Three queries.

    A division uses the posts of the nearest unit above it in its agency, as `staffing` does. NĐ 138/2020 art. 3, NĐ 115/2020 art. 4.
    """
    needs = list(wanted)
    quotas = _quotas([unit for unit, _ in needs], kind, year)
    sums: dict[int, int] = {}
    faults = []
    for unit, number in needs:
        holder = _holder(unit, quotas)
        if holder is None:
            says = words("%(unit)s has no posts of this kind assigned for %(year)s.")
            faults.append(FieldError("lines", says, {"unit": unit.formal_name, "year": year}))
        else:
            sums[holder] = sums.get(holder, 0) + number
    promised = _promised(quotas, kind, year, but_plan)
    says = words("%(unit)s: %(wanted)s wanted, but only %(room)s places are vacant.")
    for holder, number in sums.items():
        quota = quotas[holder]
        room = max(quota.assigned - quota.handed_down - quota.used - promised.get(holder, 0), 0)
        if number > room:
            faults.append(FieldError("lines", says, {"unit": quota.unit.formal_name, "wanted": number, "room": room}))
    return faults


def _quotas(units: Sequence[Unit], kind: str, year: int) -> dict[int, Quota]:
    above = {pk for unit in units for pk in _steps(unit)}
    return {one.unit_id: one for one in Quota.objects.filter(unit_id__in=above, kind=kind, year=year).select_related("unit")}


def _holder(unit: Unit, quotas: Mapping[int, Quota]) -> int | None:
    found = [pk for pk in reversed(_steps(unit)) if pk in quotas and quotas[pk].unit.body_id == unit.body_id]
    return found[0] if found else None


def _steps(unit: Unit) -> list[int]:
    return [int(step) for step in unit.path.strip("/").split("/")]


def _promised(quotas: Mapping[int, Quota], kind: str, year: int, but_plan: int | None) -> dict[int, int]:
    """Places that other plans under way want, by the unit whose posts they are."""
    others = Position.objects.filter(plan__state__in=_UNDER_WAY, plan__kind=kind, plan__year=year, unit__body__in=_bodies(quotas))
    rows = others.exclude(plan_id=but_plan or 0).values("unit_id").annotate(number=Sum("wanted"))
    units = Unit.objects.in_bulk([row["unit_id"] for row in rows])
    found: dict[int, int] = {}
    for row in rows:
        holder = _holder(units[row["unit_id"]], quotas)
        if holder is not None:
            found[holder] = found.get(holder, 0) + row["number"]
    return found


def _bodies(quotas: Mapping[int, Quota]) -> set[int]:
    return {quota.unit.body_id for quota in quotas.values() if quota.unit.body_id is not None}
