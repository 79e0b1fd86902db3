"""Say that days were counted, so that the roll-ups follow."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Sum

from motcua.blocks.events.api import record
from motcua.insight.measurement.events import STREAM, MeasurementEvent
from motcua.insight.measurement.models import CountedDay, PageCount, Writer
from motcua.insight.measurement.queries.transactions import transactions_on
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor

_DAYS = 3
_KEPT = timedelta(days=30)


def announce_days(*, actor: Actor = SYSTEM) -> int:
    """One event for each of the last days whose counts have grown since it was announced; returns how many."""
    today = clock.today()
    days = [today - timedelta(days=back) for back in range(_DAYS)]
    known = CountedDay.objects.in_bulk([day_number(day) for day in days])
    seen = dict(PageCount.objects.filter(day__in=days).order_by().values_list("day").annotate(Sum("views")))
    announced = 0
    for day in days:
        number = day_number(day)
        amounts = {"views": seen.get(day, 0), "transactions": sum(transactions_on(day).values())}
        held = known.get(number)
        if amounts != ({"views": held.views, "transactions": held.transactions} if held else {"views": 0, "transactions": 0}):
            with transaction.atomic():
                CountedDay.objects.update_or_create(number=number, defaults=amounts)
                record(STREAM, number, MeasurementEvent.COUNTED, actor=actor, at=clock.now(), payload=amounts)
            announced += 1
    Writer.objects.filter(seen_at__lt=clock.real_now() - _KEPT).delete()
    return announced


def day_number(day: date) -> int:
    """14 November 2022 is 20221114."""
    return day.year * 10000 + day.month * 100 + day.day
