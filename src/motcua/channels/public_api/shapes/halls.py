"""Halls of the one-stop desks, their free times, and appointments."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from motcua.channels.public_api.shapes.common import Moment, ProcedureCode
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.api import Appointment, Hall

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,40}$")]


class HallOut(Schema):
    """Where people wait; `slug` names the hall in addresses."""

    slug: str
    unit_id: int
    name: str

    @classmethod
    def of(cls, hall: Hall) -> "HallOut":
        """From the hall with its unit."""
        return cls(slug=hall.slug, unit_id=hall.unit_id, name=hall.unit.formal_name)


class Halls(Schema):
    """Every hall, in the order of level and name."""

    items: list[HallOut]


class FreeTime(Schema):
    """One time, and how many seats are left."""

    starts_at: datetime
    left: int


class FreeTimes(Schema):
    """The days that can be booked, and the times of the day that was asked for."""

    days: list[date]
    day: date
    items: list[FreeTime]


class Booking(Schema):
    """For what one comes, where and when."""

    hall: Slug
    procedure: ProcedureCode
    starts_at: Moment


class NewTime(Schema):
    """The time one prefers."""

    starts_at: Moment


class AppointmentOut(Schema):
    """A time kept for the caller; `code` is what he shows at the desk or types at the machine."""

    key: UUID
    code: str
    hall: str
    procedure: str
    starts_at: datetime
    status: str

    @classmethod
    def of(cls, one: Appointment) -> "AppointmentOut":
        """From the appointment with its hall."""
        return cls(
            key=one.key,
            code=one.code,
            hall=one.hall.slug,
            procedure=one.procedure_code,
            starts_at=one.starts_at.astimezone(VIETNAM),
            status=one.status,
        )


class Appointments(Schema):
    """The caller's appointments of today and later, the next first."""

    items: list[AppointmentOut]
