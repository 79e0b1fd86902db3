"""Whether every quota is what its ledger says."""

from django.db.models import Count, Sum

from motcua.office.staffing.models import Quota, QuotaMove, Use
from motcua.office.staffing.rules.ledger import Sums


def ledger_faults() -> list[str]:
    """One sentence per quota whose sums differ from its ledger, or whose newest year differs from the people who are there.

    Four queries whatever the size.
    """
    rows = QuotaMove.objects.order_by().values_list("quota").annotate(Sum("assigned"), Sum("handed_down"), Sum("used"))
    told = {quota_id: Sums(*sums) for quota_id, *sums in rows}
    handed = dict(Quota.objects.filter(source__isnull=False).order_by().values_list("source").annotate(Sum("assigned")))
    there = {
        (unit_id, kind): amount
        for unit_id, kind, amount in Use.objects.filter(last_day__isnull=True).order_by().values_list("unit", "kind").annotate(Count("pk"))
    }
    faults: list[str] = []
    newest: dict[tuple[int, str], Quota] = {}
    for quota in Quota.objects.order_by("year"):
        newest[quota.unit_id, quota.kind] = quota
        if quota.sums != told.get(quota.pk, Sums()):
            faults.append(f"quota {quota.pk} ({quota}) says {tuple(quota.sums)}, its ledger {tuple(told.get(quota.pk, Sums()))}")
        if quota.handed_down != handed.get(quota.pk, 0):
            faults.append(f"quota {quota.pk} ({quota}) handed down {quota.handed_down}, the units below got {handed.get(quota.pk, 0)}")
    for place, quota in newest.items():
        if quota.used != there.get(place, 0):
            faults.append(f"quota {quota.pk} ({quota}) counts {quota.used} people, {there.get(place, 0)} are there")
    faults += [
        f"{amount} people fill posts of unit {place[0]} ({place[1]}) that were never assigned"
        for place, amount in there.items()
        if place not in newest
    ]
    return faults
