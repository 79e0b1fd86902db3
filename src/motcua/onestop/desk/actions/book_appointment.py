"""A citizen books a time at a desk, moves it, or gives it back. The capacity rests on a unique constraint: one seat, one person."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, words
from motcua.onestop.catalogue.api import content_of, version_in_force
from motcua.onestop.desk.actions.recording import record_appointment
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Appointment, Hall
from motcua.onestop.desk.queries.appointments import only
from motcua.onestop.desk.queries.halls import open_slots
from motcua.onestop.desk.rights import BOOK

MOST_AHEAD = 3
_CODE_TRIES = 20


@transaction.atomic
def book_appointment(hall_id: int, *, procedure_code: str, starts_at: datetime, actor: Actor) -> Appointment:
    """Keep a time for the citizen; booking the same time twice finds the same appointment.

    Errors: `InvalidInput` for a time that cannot be booked, `Conflict` when it is full, when the citizen has another
    appointment there on that day, or three already; `NotFound` for an unknown procedure.
    """
    require(actor, BOOK)
    party_id = _person(actor)
    hall = Hall.objects.select_related("unit").get(pk=hall_id)
    content = content_of(version_in_force(procedure_code, clock.today()).pk)
    mine = Appointment.objects.filter(party_id=party_id, status="booked", day__gte=clock.today())
    same = mine.filter(hall=hall, starts_at=starts_at).select_related("hall__unit").first()
    if same is not None:
        return same
    if mine.count() >= MOST_AHEAD:
        raise Conflict(
            words("You have %(count)s appointments already."),
            code="too_many",
            params={"count": MOST_AHEAD},
            way_out=words("Cancel one that you do not need."),
        )
    now = clock.now()
    booked = _seated(
        Appointment(hall=hall, party_id=party_id, procedure_code=procedure_code, field=content.field.code, booked_at=now), starts_at
    )
    record_appointment(booked, DeskEvent.APPOINTMENT_BOOKED, actor=actor, at=now)
    return booked


@transaction.atomic
def move_appointment(key: UUID, *, starts_at: datetime, actor: Actor) -> Appointment:
    """Take another time instead; the old one is free for others at once. Errors as `book_appointment`; `NotFound`."""
    require(actor, BOOK)
    mine = _held(key, actor)
    if mine.starts_at == starts_at:
        return mine
    before = mine.starts_at.astimezone(VIETNAM).isoformat()
    moved = _seated(mine, starts_at)
    record_appointment(moved, DeskEvent.APPOINTMENT_MOVED, actor=actor, at=clock.now(), before=before)
    return moved


@transaction.atomic
def cancel_appointment(key: UUID, *, actor: Actor) -> Appointment:
    """Give the time back. Errors: `NotFound`; `Conflict` when the citizen has come already."""
    require(actor, BOOK)
    mine = _held(key, actor)
    mine.status = Appointment.Status.CANCELLED
    mine.save(update_fields=["status"])
    record_appointment(mine, DeskEvent.APPOINTMENT_CANCELLED, actor=actor, at=clock.now())
    return mine


def _held(key: UUID, actor: Actor) -> Appointment:
    found = Appointment.objects.select_for_update(of=("self",)).select_related("hall__unit")
    mine = only(found.filter(party_id=actor.party_id or 0, key=key).first())
    if mine.status != Appointment.Status.BOOKED:
        raise Conflict(words("This appointment is over or cancelled."), code="not_booked", way_out=words("Book a new one."))
    return mine


def _seated(one: Appointment, starts_at: datetime) -> Appointment:
    """Give the appointment a free seat of the slot; who is second finds the seat taken and tries the next."""
    slot = next((slot for slot in open_slots(one.hall, starts_at.astimezone(VIETNAM).date()) if slot.starts_at == starts_at), None)
    if slot is None:
        message = words("This time cannot be booked. Choose one of the times shown.")
        raise InvalidInput(message, fields=[FieldError("starts_at", message)])
    taken = set(
        Appointment.objects.filter(hall=one.hall, starts_at=starts_at, status__in=["booked", "arrived"]).values_list("seat", flat=True)
    )
    one.starts_at, one.day = starts_at, starts_at.astimezone(VIETNAM).date()
    for seat in range(1, one.hall.per_slot + 1):
        if seat not in taken and _sits(one, seat):
            return one
    raise Conflict(words("This time is full."), code="slot_full", way_out=words("Choose another time."))


def _sits(one: Appointment, seat: int) -> bool:
    one.seat = seat
    for _try in range(_CODE_TRIES):
        one.code = f"{secrets.randbelow(1_000_000):06d}"
        try:
            with transaction.atomic():
                one.save()
        except IntegrityError:
            _refuse_second_of_the_day(one)
            if Appointment.objects.filter(hall=one.hall, starts_at=one.starts_at, seat=seat, status__in=["booked", "arrived"]).exists():
                return False
        else:
            return True
    return False


def _refuse_second_of_the_day(one: Appointment) -> None:
    others = Appointment.objects.filter(hall=one.hall, day=one.day, party_id=one.party_id, status="booked").exclude(pk=one.pk)
    if others.exists():
        raise Conflict(
            words("You have an appointment in this hall on that day already."),
            code="one_a_day",
            way_out=words("Move it to the time you prefer."),
        )


def _person(actor: Actor) -> int:
    if actor.party_id is None:
        raise Forbidden(
            words("Your login is not joined to a person yet."), way_out=words("Log in with your electronic identity, then try again.")
        )
    return actor.party_id
