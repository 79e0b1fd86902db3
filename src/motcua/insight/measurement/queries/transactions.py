"""What people did on each system, as the event log tells it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from motcua.blocks.events.api import Event
from motcua.insight.measurement.rules.pages import System
from motcua.kernel.clock import VIETNAM

# a transaction is something a person or an officer brought to an end on that system
KINDS: Mapping[System, tuple[str, ...]] = {
    "portal": ("feedback.received", "rating.given", "appointment.booked"),
    "services": ("dossier.submitted", "dossier.supplement_answered", "payment.paid"),
    "onestop": ("dossier.received", "dossier.resolved", "dossier.returned"),
}
ALL_KINDS = tuple(kind for kinds in KINDS.values() for kind in kinds)


def transactions() -> QuerySet[Event]:
    """The events that are transactions and happened in a unit."""
    return Event.objects.filter(kind__in=ALL_KINDS, unit_id__isnull=False)


def system_of() -> Case:
    """The system an event happened on."""
    whens = [When(kind__in=kinds, then=Value(system)) for system, kinds in KINDS.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


def transactions_on(day: date) -> dict[str, int]:
    """Transactions of a day by system. One statement."""
    start = datetime.combine(day, time(), VIETNAM)
    found = transactions().filter(at__gte=start, at__lt=start + timedelta(days=1)).order_by()
    return dict(found.annotate(system=system_of()).values_list("system").annotate(Count("pk")))
