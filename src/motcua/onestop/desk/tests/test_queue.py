"""The queue of a hall: tickets by number, appointments in the same line, one person at a counter."""

from pathlib import Path

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.packs.api import PackRefused
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.desk.api import (
    Appointment,
    Counter,
    Hall,
    Ticket,
    board,
    book_appointment,
    bring_back,
    call_again,
    call_next,
    check_in,
    close_day,
    finish_ticket,
    load_halls,
    mark_no_show,
    place_of,
    queue_state,
    serve_ticket,
    set_capacity,
    set_counter,
    take_ticket,
)
from tests.halls import EXTRACT, at, counters, ward_hall
from tests.office import PROVINCE, Office


def take(hall: Hall, **more: str) -> Ticket:
    return take_ticket(hall.pk, actor=ANONYMOUS, **more)


def test_tickets_are_numbered_from_one_each_day_without_gaps(office: Office) -> None:
    hall = ward_hall()
    assert [take(hall).number for _ in range(3)] == [1, 2, 3]
    with clock.frozen(at(8, day=15)):
        assert take(hall).number == 1


def test_the_machine_gives_no_ticket_when_the_desk_is_closed_or_the_hall_is_full(office: Office) -> None:
    hall = ward_hall()
    for closed in (at(6, 29), at(12, 30), at(17), at(9, day=13)):
        with clock.frozen(closed), pytest.raises(Conflict):
            take(hall)
    with clock.frozen(at(6, 30)):
        take(hall)
    Hall.objects.update(most_waiting=1)
    with clock.frozen(at(7)), pytest.raises(Conflict) as full:
        take(hall)
    assert full.value.code == "hall_full"
    Hall.objects.update(most_waiting=300)
    with pytest.raises(InvalidInput):
        take(hall, priority="friend of the chairman")


def test_who_booked_and_comes_in_time_is_called_first(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, _second = counters(hall)
    booked = book_appointment(hall.pk, procedure_code=EXTRACT, starts_at=at(9, 30), actor=office.citizen())
    ordinary, elderly = take(hall), take(hall, priority="elderly")
    with clock.frozen(at(9, 25)):
        here = check_in(hall.pk, booked.code, actor=ANONYMOUS)
        assert check_in(hall.pk, booked.code, actor=ANONYMOUS).pk == here.pk, "the code twice is one ticket"
    called = []
    with clock.frozen(at(9, 31)):
        while (ticket := call_next(first.pk, actor=lan)) is not None:
            called.append(ticket.number)
            finish_ticket(ticket.pk, actor=lan)
    assert called == [here.number, elderly.number, ordinary.number]


def test_one_person_at_a_counter_and_a_refusal_with_a_way_out(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, second = counters(hall)
    one, two = take(hall), take(hall)
    assert call_next(first.pk, actor=lan) == one
    with pytest.raises(Conflict) as busy:
        call_next(first.pk, actor=lan)
    assert busy.value.way_out
    assert call_next(second.pk, actor=lan) == two
    call_again(one.pk, actor=lan)
    assert mark_no_show(one.pk, actor=lan).status == "no_show"
    assert call_next(first.pk, actor=lan) is None
    three = take(hall)
    with clock.frozen(at(9, 5)):
        bring_back(one.pk, actor=lan)
    with clock.frozen(at(9, 6)):
        assert call_next(first.pk, actor=lan) == three, "who missed the call joins the line again as if he came now"
    serve_ticket(three.pk, actor=lan)
    with pytest.raises(Conflict):
        call_again(three.pk, actor=lan)
    with pytest.raises(Conflict):
        mark_no_show(three.pk, actor=lan)


def test_the_counter_for_civil_status_passes_over_other_matters(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    _first, second = counters(hall)
    take(hall, procedure_code="1.001612")
    extract = take(hall, procedure_code=EXTRACT)
    assert call_next(second.pk, actor=lan) == extract
    with pytest.raises(NotFound):
        take(hall, procedure_code="9.999999")


def test_officers_of_other_desks_and_citizens_cannot_run_the_queue(office: Office) -> None:
    hall = ward_hall()
    first, _second = counters(hall)
    take(hall)
    for stranger in (office.actor("hoangquang.motcua"), office.actor("dienbien.tuphap"), office.citizen(), ANONYMOUS):
        with pytest.raises(Forbidden):
            call_next(first.pk, actor=stranger)
        with pytest.raises(Forbidden):
            queue_state(hall, actor=stranger)
    with pytest.raises(NotFound):
        call_next(first.pk + 999, actor=office.actor("dienbien.motcua"))


def test_the_bearer_of_a_ticket_sees_how_many_are_before_him(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, _second = counters(hall)
    tickets = [take(hall) for _ in range(3)]
    assert [place_of(ticket.token).before for ticket in tickets] == [0, 1, 2]
    assert place_of(tickets[2].token).minutes == 10
    call_next(first.pk, actor=lan)
    assert [place_of(ticket.token).before for ticket in tickets] == [0, 0, 1]
    with pytest.raises(NotFound):
        place_of("made-up")


def test_the_board_tells_numbers_and_counters_only(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, second = counters(hall)
    for _ in range(3):
        take(hall)
    call_next(second.pk, actor=lan)
    shown = board(hall)
    assert [(counter.pk, ticket and ticket.number) for counter, ticket in shown.called] == [(first.pk, None), (second.pk, 1)]
    assert (shown.following, shown.waiting) == ([2, 3], 2)


def test_the_next_morning_the_hall_is_empty_and_counters_are_free(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, _second = counters(hall)
    book_appointment(hall.pk, procedure_code=EXTRACT, starts_at=at(10), actor=office.citizen())
    forgotten, waiting = take(hall), take(hall)
    call_next(first.pk, actor=lan)
    with clock.frozen(at(8, day=15)):
        fresh = take(hall)
        assert call_next(first.pk, actor=lan) == fresh, "a ticket left open yesterday does not block the counter"
        assert close_day(actor=SYSTEM) == 2
    forgotten.refresh_from_db()
    waiting.refresh_from_db()
    assert (forgotten.status, waiting.status) == ("left", "left")
    assert Appointment.objects.get().status == "missed"


def test_each_step_of_a_ticket_is_an_event(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    first, _second = counters(hall)
    take(hall)
    ticket = call_next(first.pk, actor=lan)
    assert ticket is not None
    finish_ticket(ticket.pk, dossier_code="H56.31.5-221114-0001", actor=lan)
    kinds = list(Event.objects.filter(stream="ticket", stream_id=ticket.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["ticket.taken", "ticket.called", "ticket.served"]


def test_a_hall_is_loaded_once_and_its_capacity_is_set_by_the_head_of_the_office(office: Office) -> None:
    hall = ward_hall()
    assert not load_halls(PROVINCE / "desks", actor=SYSTEM).differs
    assert Hall.objects.count() == 3
    chair = office.actor("dienbien.chutich")
    assert set_capacity(hall.pk, slot_minutes=15, per_slot=1, grace_minutes=5, actor=chair).slot_minutes == 15
    with pytest.raises(InvalidInput) as wrong:
        set_capacity(hall.pk, slot_minutes=1, per_slot=99, grace_minutes=5, actor=chair)
    assert [error.field for error in wrong.value.fields] == ["slot_minutes", "per_slot"]
    first, _second = counters(hall)
    assert set_counter(first.pk, is_open=False, fields=["ho_tich"], actor=chair).fields == ["ho_tich"]
    with pytest.raises(InvalidInput):
        set_counter(first.pk, is_open=True, fields=["astrology"], actor=chair)
    for stranger in ("hoangquang.chutich", "dienbien.motcua"):
        with pytest.raises(Forbidden):
            set_counter(first.pk, is_open=True, fields=[], actor=office.actor(stranger))


@pytest.mark.parametrize(
    ("planted", "reason"),
    [
        ("unit: 14767/mot_cua", "unit: 99999/mot_cua"),
        ("fields: [ho_tich, chung_thuc]", "fields: [astrology]"),
        ('key: "2"', 'key: "1"'),
        ("per_slot: 2", "per_slot: -2"),
    ],
)
def test_a_broken_file_of_halls_is_refused_and_nothing_is_changed(office: Office, tmp_path: Path, planted: str, reason: str) -> None:
    text = (PROVINCE / "desks" / "halls.yaml").read_text()
    assert planted in text
    (tmp_path / "halls.yaml").write_text(text.replace(planted, reason, 1))
    with pytest.raises(PackRefused):
        load_halls(tmp_path, actor=SYSTEM)
    assert Counter.objects.count() == 0
