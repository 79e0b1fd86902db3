"""A day in the shape in which it is handed over: visits and transactions of each system."""

from datetime import date

from django.db.models import Sum

from motcua.insight.measurement.models import PageCount
from motcua.insight.measurement.ports import Count
from motcua.insight.measurement.queries.transactions import transactions_on
from motcua.insight.measurement.rules.pages import SYSTEMS


def day_counts(day: date) -> list[Count]:
    """Two numbers per system, programs left out; zero is said too. Two statements."""
    visits = dict(PageCount.objects.filter(day=day, is_bot=False).order_by().values_list("system").annotate(Sum("visits")))
    done = transactions_on(day)
    return [
        Count(system, measure, amounts.get(system, 0))
        for system in SYSTEMS
        for measure, amounts in (("visits", visits), ("transactions", done))
    ]
