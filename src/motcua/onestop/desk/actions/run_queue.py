"""The officer at a counter: call the next, call again, note that nobody came, serve, finish."""

from datetime import timedelta

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.desk.actions.recording import record_ticket
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import Counter, Hall, Ticket
from motcua.onestop.desk.queries.queue import calls_in_a_row, in_line, waiting_tickets
from motcua.onestop.desk.rights import RUN_QUEUE
from motcua.onestop.desk.rules.fairness import next_in_line, standing
from motcua.onestop.desk.rules.slots import waited_minutes
from motcua.onestop.desk.rules.ticket_turns import AT_COUNTER, CALL, CALL_AGAIN, COME_BACK, FINISH, MISS, SERVE, TicketStatus, turned


@transaction.atomic
def call_next(counter_id: int, *, actor: Actor) -> Ticket | None:
    """Call whose turn it is to this counter (rules/fairness.py); None when nobody waits for it.

    Two counters that press at the same moment get two different tickets: the hall is held while the rule decides.
    Errors: `Conflict` while somebody is still at this counter, `NotFound`, `Forbidden`.
    """
    counter = Counter.objects.select_related("hall__unit").filter(pk=counter_id).first()
    if counter is None:
        raise NotFound(words("There is no such counter."))
    hall = Hall.objects.select_for_update(of=("self",)).select_related("unit").get(pk=counter.hall_id)
    require(actor, RUN_QUEUE, unit_path=hall.unit.path)
    now = clock.now()
    held = Ticket.objects.filter(counter=counter, status__in=AT_COUNTER)
    held.filter(day__lt=clock.today()).update(status=TicketStatus.LEFT, ended_at=now)
    if held.exists():
        raise Conflict(
            words("Somebody is still at this counter."),
            code="counter_busy",
            way_out=words("Finish with the ticket, or note that nobody came; then call the next."),
        )
    waiting, grace = waiting_tickets(hall), timedelta(minutes=hall.grace_minutes)
    chosen = next_in_line(
        [in_line(one) for one in waiting], now=now, grace=grace, fields=counter.fields, preferred_before=calls_in_a_row(hall)
    )
    if chosen is None:
        return None
    ticket = next(one for one in waiting if one.number == chosen.number)
    ticket.hall, ticket.status, ticket.counter, ticket.called_at = hall, turned(CALL, ticket.status), counter, now
    ticket.called_as, ticket.calls = standing(chosen, now=now, grace=grace), 1
    ticket.waited_minutes = waited_minutes(chosen.since, chosen.appointment_at, now)
    ticket.save(update_fields=["status", "counter", "called_at", "called_as", "calls", "waited_minutes"])
    record_ticket(ticket, DeskEvent.TICKET_CALLED, actor=actor, at=now, counter=counter.name_vi, again=False)
    return ticket


@transaction.atomic
def call_again(ticket_id: int, *, actor: Actor) -> Ticket:
    """Call the same ticket once more. Errors: `Conflict` unless it is called and not served yet."""
    ticket = _held(ticket_id, actor)
    ticket.status = turned(CALL_AGAIN, ticket.status)
    ticket.calls += 1
    ticket.save(update_fields=["status", "calls"])
    counter = ticket.counter.name_vi if ticket.counter else ""
    record_ticket(ticket, DeskEvent.TICKET_CALLED, actor=actor, at=clock.now(), counter=counter, again=True)
    return ticket


@transaction.atomic
def mark_no_show(ticket_id: int, *, actor: Actor) -> Ticket:
    """Nobody came. The ticket can come back the same day."""
    ticket = _held(ticket_id, actor)
    now = clock.now()
    ticket.status, ticket.ended_at = turned(MISS, ticket.status), now
    ticket.save(update_fields=["status", "ended_at"])
    record_ticket(ticket, DeskEvent.TICKET_MISSED, actor=actor, at=now)
    return ticket


@transaction.atomic
def bring_back(ticket_id: int, *, actor: Actor) -> Ticket:
    """Who missed the call waits again, as if he came now. Errors: `Conflict` on another day or unless he was missed."""
    ticket = _held(ticket_id, actor)
    status = turned(COME_BACK, ticket.status)
    if ticket.day != clock.today():
        raise Conflict(words("This ticket is of another day."), code="ticket_moved_on", way_out=words("Give the person a new ticket."))
    ticket.status, ticket.since, ticket.counter, ticket.called_at, ticket.ended_at = status, clock.now(), None, None, None
    ticket.save(update_fields=["status", "since", "counter", "called_at", "ended_at"])
    record_ticket(ticket, DeskEvent.TICKET_TAKEN, actor=actor, at=clock.now(), back=True)
    return ticket


@transaction.atomic
def serve_ticket(ticket_id: int, *, actor: Actor) -> Ticket:
    """The person stands at the counter; serving twice changes nothing."""
    ticket = _held(ticket_id, actor)
    ticket.status = turned(SERVE, ticket.status)
    ticket.save(update_fields=["status"])
    return ticket


@transaction.atomic
def finish_ticket(ticket_id: int, *, dossier_code: str = "", actor: Actor) -> Ticket:
    """The person goes; `dossier_code` names what was handed in, if anything was."""
    ticket = _held(ticket_id, actor)
    now = clock.now()
    ticket.status, ticket.ended_at, ticket.dossier_code = turned(FINISH, ticket.status), now, dossier_code
    ticket.save(update_fields=["status", "ended_at", "dossier_code"])
    record_ticket(ticket, DeskEvent.TICKET_SERVED, actor=actor, at=now, dossier=dossier_code)
    return ticket


def _held(ticket_id: int, actor: Actor) -> Ticket:
    ticket = Ticket.objects.select_for_update(of=("self",)).select_related("hall__unit", "counter", "party").filter(pk=ticket_id).first()
    if ticket is None:
        raise NotFound(words("There is no such ticket."))
    require(actor, RUN_QUEUE, unit_path=ticket.hall.unit.path)
    return ticket
