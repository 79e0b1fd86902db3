"""How long people wait at the desk, from the tickets themselves."""

from motcua.blocks.events.api import Event
from motcua.insight.indicators.api import Period, figures, keep_figures, records_behind
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.onestop.desk.api import book_appointment, call_next, check_in, finish_ticket, take_ticket
from tests.halls import EXTRACT, at, counters, ward_hall
from tests.office import DIEN_BIEN, Office


def test_the_mean_wait_counts_from_the_ticket_or_from_the_time_of_the_appointment(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, second = counters(hall)
    booked = book_appointment(hall.pk, procedure_code=EXTRACT, starts_at=at(9, 30), actor=office.citizen())
    take_ticket(hall.pk, procedure_code=EXTRACT, actor=ANONYMOUS)
    check_in(hall.pk, booked.code, actor=ANONYMOUS)
    with clock.frozen(at(9, 36)):
        for counter in (first, second):
            ticket = call_next(counter.pk, actor=lan)
            assert ticket is not None
            finish_ticket(ticket.pk, actor=lan)
    keep_figures(list(Event.objects.filter(stream="ticket")))
    period = Period(now=at(10), first=at(9).date(), last=at(9).date())
    shown = figures(actor=office.actor("dienbien.chutich"), unit_id=office.unit(DIEN_BIEN).pk, period=period)
    assert (shown["desk.tickets_served"].total, shown["desk.minutes_waited"].total) == (2, 42)
    assert str(shown["desk.waiting_minutes"].total) == "21.0"
    behind = records_behind(actor=office.actor("dienbien.chutich"), key="desk.tickets_served", unit_id=hall.unit_id, period=period)
    assert behind.count() == 2
