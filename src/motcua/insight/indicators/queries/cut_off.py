"""Up to which moment the roll-ups know what happened."""

from datetime import datetime

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import Job
from motcua.insight.indicators.rules.series import SERIES


def cut_off(now: datetime) -> datetime:
    """The legal moment of the oldest event not yet counted; `now` when all are."""
    delivery = Job.objects.filter(serial=SERIES, name="events.deliver").exclude(state=Job.State.FAILED).order_by("id").first()
    if delivery is not None:
        outstanding = Event.objects.filter(pk__in=delivery.args[1])
    else:
        outstanding = Event.objects.filter(seal__isnull=True)
    oldest = outstanding.order_by("id").values_list("at", flat=True).first()
    return min(now, oldest) if oldest else now
