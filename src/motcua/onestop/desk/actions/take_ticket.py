"""Somebody enters the hall: a ticket from the machine, or by the code of an appointment."""

from django.db import transaction

from motcua.blocks.numbering.api import next_number
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import content_of, version_in_force
from motcua.onestop.desk.actions.recording import record_ticket
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Appointment, Hall, Ticket
from motcua.onestop.desk.queries.halls import is_open_for_tickets, services_of
from motcua.onestop.desk.rights import TAKE_TICKET
from motcua.onestop.desk.rules.ticket_turns import TicketStatus

PRIORITIES = ("elderly", "disabled", "pregnant", "merit", "small_child")


@transaction.atomic
def take_ticket(hall_id: int, *, procedure_code: str = "", field: str = "", priority: str = "", actor: Actor) -> Ticket:
    """A place in today's queue, for a procedure, a field of work or anything; its number restarts each day per desk.

    Errors: `Conflict` outside the hours or when the hall is full, `InvalidInput` for an unknown field or ground of priority,
    `NotFound` for an unknown procedure.
    """
    require(actor, TAKE_TICKET)
    hall = Hall.objects.select_related("unit").get(pk=hall_id)
    _check_open(hall)
    if procedure_code:
        field = content_of(version_in_force(procedure_code, clock.today()).pk).field.code
    elif field and field not in {content.field.code for content in services_of(hall)}:
        message = words("Choose what you come for.")
        raise InvalidInput(message, fields=[FieldError("field", message)])
    return _give(hall, priority, procedure_code, field, actor=actor)


@transaction.atomic
def check_in(hall_id: int, code: str, *, priority: str = "", actor: Actor) -> Ticket:
    """Turn today's appointment with this code into a ticket; a second time gives the same ticket.

    Errors: `InvalidInput` when no appointment of today in this hall has the code.
    """
    require(actor, TAKE_TICKET)
    hall = Hall.objects.select_related("unit").get(pk=hall_id)
    found = Appointment.objects.select_for_update(of=("self",)).filter(hall=hall, day=clock.today(), code=code.strip())
    appointment = found.filter(status__in=["booked", "arrived"]).first()
    if appointment is None:
        message = words("No appointment of today in this hall has this code.")
        raise InvalidInput(message, fields=[FieldError("code", message)], way_out=words("Check the code, or take an ordinary ticket."))
    if appointment.status == Appointment.Status.ARRIVED:
        return Ticket.objects.select_related("hall__unit").get(appointment=appointment)
    appointment.status = Appointment.Status.ARRIVED
    appointment.save(update_fields=["status"])
    return _give(hall, priority, appointment.procedure_code, appointment.field, appointment, actor=actor)


def _check_open(hall: Hall) -> None:
    if not is_open_for_tickets(hall, clock.now()):
        raise Conflict(
            words("The desk is closed now."), code="hall_closed", way_out=words("Come in office hours, or book an appointment online.")
        )
    if Ticket.objects.filter(hall=hall, day=clock.today(), status=TicketStatus.WAITING).count() >= hall.most_waiting:
        raise Conflict(
            words("No more tickets are given for the moment: the hall is full."),
            code="hall_full",
            way_out=words("Ask an officer in the hall, or book an appointment online."),
        )


def _give(hall: Hall, priority: str, procedure_code: str, field: str, appointment: Appointment | None = None, *, actor: Actor) -> Ticket:
    if priority and priority not in PRIORITIES:
        message = words("Choose one of the grounds of priority.")
        raise InvalidInput(message, fields=[FieldError("priority", message)])
    now, day = clock.now(), clock.today()
    ticket = Ticket.objects.create(
        hall=hall,
        day=day,
        number=next_number(f"ticket/{hall.unit_id}/{day:%y%m%d}"),
        appointment=appointment,
        party_id=appointment.party_id if appointment else None,
        procedure_code=procedure_code,
        field=field,
        priority=priority,
        taken_at=now,
        since=now,
    )
    record_ticket(ticket, DeskEvent.TICKET_TAKEN, actor=actor, at=now)
    return ticket
