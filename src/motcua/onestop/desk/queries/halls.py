"""Halls, counters, and when one can come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.ground.directory.api import Unit, schedule_of
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import ProcedureContent, list_procedures
from motcua.onestop.desk.models import Appointment, Counter, Hall
from motcua.onestop.desk.rules.slots import slots_of

_DEPARTMENT_HALL = Unit.Level.PROVINCE


@dataclass(frozen=True, slots=True)
class Slot:
    """One time that can be booked, and how many seats are left."""

    starts_at: datetime
    left: int


def hall_by_slug(slug: str) -> Hall:
    """The hall with this public name; `NotFound` otherwise."""
    hall = Hall.objects.select_related("unit__body").filter(slug=slug).first()
    if hall is None:
        raise NotFound(words("There is no such hall."), way_out=words("Choose the one-stop desk from the list."))
    return hall


def halls() -> list[Hall]:
    """Every hall, in the order of level and name."""
    return list(Hall.objects.select_related("unit__body").order_by("unit__level", "unit__formal_name"))


def counters_of(hall: Hall) -> list[Counter]:
    """The counters of a hall in their order, closed ones too."""
    return list(hall.counters.all())


def services_of(hall: Hall) -> list[ProcedureContent]:
    """The procedures a person can come for: those of the hall's own level, and all that are not bound to a territory."""
    return [content for content in list_procedures() if _is_handled(content, hall.unit)]


def _is_handled(content: ProcedureContent, unit: Unit) -> bool:
    body = content.performed_by.body
    if unit.level == _DEPARTMENT_HALL:
        return body not in ("commune", "district") or content.non_territorial
    return body == unit.level or content.non_territorial


def bookable_days(hall: Hall) -> list[date]:
    """The working days on which an appointment can be booked, today included."""
    today, schedule = clock.today(), schedule_of(hall.unit_id)
    days = (today + timedelta(days=ahead) for ahead in range(hall.days_ahead + 1))
    return [day for day in days if schedule.sessions_on(day)]


def open_slots(hall: Hall, day: date) -> list[Slot]:
    """The slots of a day that still lie ahead, full ones with nothing left; empty outside the days that can be booked."""
    if day not in bookable_days(hall):
        return []
    now = clock.now()
    taken: dict[datetime, int] = {}
    held = Appointment.objects.filter(hall=hall, day=day, status__in=["booked", "arrived"])
    for starts_at in held.values_list("starts_at", flat=True):
        taken[starts_at] = taken.get(starts_at, 0) + 1
    starts = slots_of(schedule_of(hall.unit_id).sessions_on(day), day, hall.slot_minutes)
    return [Slot(start, max(0, hall.per_slot - taken.get(start, 0))) for start in starts if start > now]


def is_open_for_tickets(hall: Hall, moment: datetime) -> bool:
    """Whether the machine gives tickets: from half an hour before a session until its end."""
    local = moment.astimezone(VIETNAM)
    sessions: Sequence[tuple[datetime, datetime]] = [
        (datetime.combine(local.date(), one.start, VIETNAM) - timedelta(minutes=30), datetime.combine(local.date(), one.end, VIETNAM))
        for one in schedule_of(hall.unit_id).sessions_on(local.date())
    ]
    return any(start <= local < end for start, end in sessions)
