"""How the queue of a hall stands: for the officer, for the board in the hall, for the bearer of one ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.models import Appointment, Counter, Hall, Ticket
from motcua.onestop.desk.rights import RUN_QUEUE
from motcua.onestop.desk.rules.fairness import PREFERRED_IN_A_ROW, InLine, line, preferred_in_a_row
from motcua.onestop.desk.rules.slots import expected_minutes
from motcua.onestop.desk.rules.ticket_turns import AT_COUNTER, TicketStatus

_LATELY = 20
_SHOWN_NEXT = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where one ticket stands: how many are before it and about how many minutes that takes."""

    ticket: Ticket
    before: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Board:
    """What hangs in the hall: numbers only."""

    hall: Hall
    called: Sequence[tuple[Counter, Ticket | None]]
    following: Sequence[int]
    waiting: int
    now: datetime


@dataclass(frozen=True, slots=True)
class QueueState:
    """What an officer at a counter sees."""

    hall: Hall
    counters: Sequence[Counter]
    waiting: Sequence[Ticket]
    at_counters: Sequence[Ticket]
    missed: Sequence[Ticket]
    served: int
    booked: Sequence[Appointment]
    now: datetime


def in_line(ticket: Ticket) -> InLine:
    """A waiting ticket as the rule sees it; its appointment must be loaded."""
    appointment = ticket.appointment
    return InLine(ticket.number, ticket.since, ticket.field, bool(ticket.priority), appointment.starts_at if appointment else None)


def waiting_tickets(hall: Hall) -> list[Ticket]:
    """Everybody who waits today. One query."""
    return list(Ticket.objects.filter(hall=hall, day=clock.today(), status=TicketStatus.WAITING).select_related("appointment"))


def calls_in_a_row(hall: Hall) -> int:
    """How many preferred tickets were called last without an ordinary one between. One query."""
    called = Ticket.objects.filter(hall=hall, day=clock.today(), called_at__isnull=False).order_by("-called_at", "-pk")
    return preferred_in_a_row(list(called.values_list("called_as", flat=True)[:PREFERRED_IN_A_ROW]))


def ordered(hall: Hall, waiting: Sequence[Ticket], now: datetime) -> list[Ticket]:
    """The waiting tickets in the order in which they will be called."""
    by_number = {ticket.number: ticket for ticket in waiting}
    grace = timedelta(minutes=hall.grace_minutes)
    row = line([in_line(ticket) for ticket in waiting], now=now, grace=grace, preferred_before=calls_in_a_row(hall))
    return [by_number[one.number] for one in row]


def queue_state(hall: Hall, *, actor: Actor) -> QueueState:
    """The whole queue of today for an officer of the desk; `Forbidden` for others."""
    require(actor, RUN_QUEUE, unit_path=hall.unit.path)
    now = clock.now()
    today = list(Ticket.objects.filter(hall=hall, day=clock.today()).select_related("appointment", "counter", "party").order_by("number"))
    waiting = [ticket for ticket in today if ticket.status == TicketStatus.WAITING]
    return QueueState(
        hall=hall,
        counters=list(hall.counters.all()),
        waiting=ordered(hall, waiting, now),
        at_counters=[ticket for ticket in today if ticket.status in AT_COUNTER],
        missed=[ticket for ticket in today if ticket.status == TicketStatus.NO_SHOW],
        served=sum(ticket.status == TicketStatus.DONE for ticket in today),
        booked=list(
            Appointment.objects.filter(hall=hall, day=clock.today(), status="booked").select_related("party").order_by("starts_at", "seat")
        ),
        now=now,
    )


def board(hall: Hall) -> Board:
    """What the display in the hall shows; no names. Four queries."""
    now = clock.now()
    here = {
        ticket.counter_id: ticket
        for ticket in Ticket.objects.filter(hall=hall, day=clock.today(), status__in=AT_COUNTER).order_by("called_at")
    }
    waiting = ordered(hall, waiting_tickets(hall), now)
    counters = [counter for counter in hall.counters.all() if counter.is_open or counter.pk in here]
    return Board(
        hall=hall,
        called=[(counter, here.get(counter.pk)) for counter in counters],
        following=[ticket.number for ticket in waiting[:_SHOWN_NEXT]],
        waiting=len(waiting),
        now=now,
    )


def place_of(token: str) -> Place:
    """Where the ticket with this address stands; `NotFound` otherwise."""
    ticket = Ticket.objects.select_related("hall__unit__body", "counter", "appointment").filter(token=token).first()
    if ticket is None:
        raise NotFound(words("There is no such ticket."), way_out=words("Take a ticket at the machine in the hall."))
    if ticket.status != TicketStatus.WAITING or ticket.day != clock.today():
        return Place(ticket, 0, 0)
    row = [one.pk for one in ordered(ticket.hall, waiting_tickets(ticket.hall), clock.now())]
    before = row.index(ticket.pk)
    done = Ticket.objects.filter(hall=ticket.hall, day=ticket.day, status=TicketStatus.DONE).order_by("-ended_at")[:_LATELY]
    spent = [one.ended_at - one.called_at for one in done if one.ended_at and one.called_at]
    return Place(ticket, before, expected_minutes(before, spent, ticket.hall.counters.filter(is_open=True).count()))


def ticket_for(ticket_id: int, *, actor: Actor) -> Ticket:
    """A ticket of a hall where the actor runs the queue; `NotFound` otherwise."""
    ticket = Ticket.objects.select_related("hall__unit", "party", "appointment", "counter").filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound(words("There is no such ticket."))
    require(actor, RUN_QUEUE, unit_path=ticket.hall.unit.path)
    return ticket
