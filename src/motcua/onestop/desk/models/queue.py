"""One queue for those who booked and those who walk in: appointments and tickets."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.onestop.desk.rules.ticket_turns import AT_COUNTER, TicketStatus


def new_token() -> str:
    """What the address of a ticket says; it cannot be guessed."""
    return secrets.token_urlsafe(12)


class Appointment(models.Model):
    """A time kept for one person at a hall. `seat` runs from 1 to the capacity of the slot: one seat, one appointment."""

    class Status(models.TextChoices):
        BOOKED = "booked"
        ARRIVED = "arrived"
        CANCELLED = "cancelled"
        MISSED = "missed"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    hall = models.ForeignKey("desk.Hall", on_delete=models.PROTECT, related_name="appointments")
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    procedure_code = models.CharField(max_length=20)
    field = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    starts_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.BOOKED)
    booked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hall", "starts_at", "seat"], condition=Q(status__in=["booked", "arrived"]), name="appointment_seat_once"
            ),
            models.UniqueConstraint(fields=["hall", "day", "party"], condition=Q(status="booked"), name="appointment_one_a_day"),
            models.UniqueConstraint(fields=["hall", "day", "code"], name="appointment_code_once_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["party", "-starts_at"], name="appointment_party")]

    def __str__(self) -> str:
        return self.code


class Ticket(models.Model):
    """A place in the queue of one hall on one day; `since` is when its bearer came, or came back, into the line."""

    hall = models.ForeignKey("desk.Hall", on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True, default=new_token)
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="ticket", null=True)
    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+", null=True)
    procedure_code = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=40, blank=True)
    priority = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=12, choices=[(one.value, one.name) for one in TicketStatus], default=TicketStatus.WAITING.value)
    taken_at = models.DateTimeField()
    since = models.DateTimeField()
    counter = models.ForeignKey("desk.Counter", on_delete=models.PROTECT, related_name="tickets", null=True)
    called_at = models.DateTimeField(null=True)
    called_as = models.CharField(max_length=12, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    waited_minutes = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    dossier_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hall", "day", "number"], name="ticket_number_once"),
            models.UniqueConstraint(
                fields=["counter"], condition=Q(status__in=[one.value for one in AT_COUNTER]), name="one_ticket_at_a_counter"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["hall", "day", "status"], name="ticket_line")]

    def __str__(self) -> str:
        return f"{self.number:03d}"
