"""Give the ministry a day, and compare what both sides have."""

from datetime import date

from motcua.insight.measurement.models import Comparison
from motcua.insight.measurement.ports import ministry
from motcua.insight.measurement.queries.day_counts import day_counts
from motcua.kernel import clock


def hand_over_day(day: date) -> list[Comparison]:
    """Push a day's counts, ask what the ministry has, keep both beside each other; the same day again puts its comparison right.

    `Fault` when the ministry cannot be reached: the job comes back. Empty where no ministry is joined.
    """
    joined = ministry()
    if joined is None:
        return []
    ours = day_counts(day)
    joined.push(day, ours)
    theirs = joined.counts(day)
    now = clock.now()
    rows = [
        Comparison(
            day=day, system=one.system, measure=one.measure, ours=one.amount, theirs=theirs.get((one.system, one.measure)), compared_at=now
        )
        for one in ours
    ]
    Comparison.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "system", "measure"], update_fields=["ours", "theirs", "compared_at"]
    )
    return rows
