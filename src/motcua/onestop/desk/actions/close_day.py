"""The evening sweeps the hall: what is left of the days before is closed."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.desk.models import Appointment, Ticket
from motcua.onestop.desk.rights import CLOSE_DAY
from motcua.onestop.desk.rules.ticket_turns import OPEN, TicketStatus


@transaction.atomic
def close_day(*, actor: Actor) -> int:
    """Tickets of earlier days that nobody finished have left; appointments nobody came to were missed. Returns how many."""
    require(actor, CLOSE_DAY)
    today, now = clock.today(), clock.now()
    tickets = Ticket.objects.filter(day__lt=today, status__in=OPEN).update(status=TicketStatus.LEFT, ended_at=now)
    missed = Appointment.objects.filter(day__lt=today, status="booked").update(status="missed")
    return tickets + missed
