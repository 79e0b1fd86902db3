"""The appointments of a citizen."""

from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.models import Appointment


def my_appointments(actor: Actor) -> QuerySet[Appointment]:
    """The actor's appointments of today and later, the next first."""
    if actor.party_id is None:
        return Appointment.objects.none()
    mine = Appointment.objects.filter(party_id=actor.party_id, day__gte=clock.today()).exclude(status="cancelled")
    return mine.select_related("hall__unit__body").order_by("starts_at")


def appointment_of(key: UUID, actor: Actor) -> Appointment:
    """One appointment of the actor; `NotFound` when it is not his."""
    return only(Appointment.objects.filter(party_id=actor.party_id or 0, key=key).select_related("hall__unit__body").first())


def only(appointment: Appointment | None) -> Appointment:
    """The appointment that was found, or a refusal."""
    if appointment is None:
        raise NotFound(words("There is no such appointment."), way_out=words("Open “My appointments” to see yours."))
    return appointment
