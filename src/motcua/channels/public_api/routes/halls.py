"""When one can come to a one-stop desk, and the appointments of a citizen."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.shapes import halls as shapes
from motcua.kernel import clock
from motcua.onestop.desk.api import (
    book_appointment,
    bookable_days,
    cancel_appointment,
    hall_by_slug,
    halls,
    move_appointment,
    my_appointments,
    open_slots,
)
from motcua.onestop.desk.rights import BOOK

router = Router(tags=["appointments"])
Reply = shapes.AppointmentOut


@operation(router, "GET", "/halls", answers=shapes.Halls)
def one_stop_halls(request: HttpRequest) -> shapes.Halls:
    """The halls where one can book a time."""
    return shapes.Halls(items=[shapes.HallOut.of(one) for one in halls()])


@operation(router, "GET", "/halls/{slug}/times", answers=shapes.FreeTimes)
def free_times(request: HttpRequest, slug: shapes.Slug, day: date | None = None) -> shapes.FreeTimes:
    """The times of a day (today without `day`) that still lie ahead; full ones have no seat left."""
    hall, wanted = hall_by_slug(slug), day or clock.today()
    items = [shapes.FreeTime(starts_at=one.starts_at, left=one.left) for one in open_slots(hall, wanted)]
    return shapes.FreeTimes(days=bookable_days(hall), day=wanted, items=items)


@operation(router, "GET", "/appointments", any_of=(BOOK,), answers=shapes.Appointments)
def appointments(request: HttpRequest) -> shapes.Appointments:
    """The caller's appointments."""
    return shapes.Appointments(items=[Reply.of(one) for one in my_appointments(acting(request, BOOK))])


@operation(router, "POST", "/appointments", any_of=(BOOK,), answers=Reply, status=201)
def book(request: HttpRequest, payload: shapes.Booking) -> Status[Reply]:
    """Keep a time; sent twice, it finds the same appointment.

    422 for a time that cannot be booked; 409 when it is full, when the caller comes to that hall on that day already, or has
    three appointments ahead.
    """
    actor = acting(request, BOOK)
    hall = hall_by_slug(payload.hall)
    return Status(201, Reply.of(book_appointment(hall.pk, procedure_code=payload.procedure, starts_at=payload.starts_at, actor=actor)))


@operation(router, "POST", "/appointments/{key}/time", any_of=(BOOK,), answers=Reply)
def move(request: HttpRequest, key: UUID, payload: shapes.NewTime) -> Reply:
    """Take another time instead; the old one is free for others at once. Errors as `book`."""
    return Reply.of(move_appointment(key, starts_at=payload.starts_at, actor=acting(request, BOOK)))


@operation(router, "POST", "/appointments/{key}/cancellation", any_of=(BOOK,), answers=Reply)
def cancel(request: HttpRequest, key: UUID) -> Reply:
    """Give the time back; 409 when the caller has come already."""
    return Reply.of(cancel_appointment(key, actor=acting(request, BOOK)))
