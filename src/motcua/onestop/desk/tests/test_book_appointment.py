"""A time kept at the desk: booked, moved, given back; never more people than seats."""

from functools import partial

import pytest

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.desk.api import (
    Appointment,
    Hall,
    book_appointment,
    bookable_days,
    call_next,
    cancel_appointment,
    check_in,
    move_appointment,
    my_appointments,
    open_slots,
    take_ticket,
)
from tests.halls import ANH, EXTRACT, THANH, at, counters, ward_hall
from tests.office import Office
from tests.security.at_once import at_once, errors


def book(hall: Hall, actor: Actor, hour: int, minute: int = 0, day: int = 15) -> Appointment:
    return book_appointment(hall.pk, procedure_code=EXTRACT, starts_at=at(hour, minute, day), actor=actor)


def left(hall: Hall, hour: int, day: int = 15) -> int:
    return next(slot.left for slot in open_slots(hall, at(hour, day=day).date()) if slot.starts_at == at(hour, day=day))


@pytest.mark.django_db
class TestBooking:
    def test_days_off_and_times_outside_the_hours_are_not_offered(self, office: Office) -> None:
        hall = ward_hall()
        days = bookable_days(hall)
        assert at(9, day=19).date() not in days, "Saturday"
        assert at(9, day=28).date() in days
        assert open_slots(hall, at(9, day=29).date()) == [], "more than two weeks ahead"
        assert next(slot.starts_at for slot in open_slots(hall, at(9).date())) == at(9, 30), "what is past today is gone"
        for hour, minute, day in ((12, 0, 15), (9, 10, 15), (8, 0, 14), (9, 0, 19)):
            with pytest.raises(InvalidInput):
                book(hall, office.citizen(), hour, minute, day)

    def test_a_full_time_is_refused_and_a_second_click_finds_the_same(self, office: Office) -> None:
        hall = ward_hall()
        first = book(hall, office.citizen(), 9)
        assert book(hall, office.citizen(), 9).pk == first.pk
        book(hall, office.citizen(THANH), 9)
        assert left(hall, 9) == 0
        with pytest.raises(Conflict) as full:
            book(hall, office.citizen(ANH), 9)
        assert full.value.code == "slot_full"
        assert Appointment.objects.count() == 2

    def test_one_a_day_and_three_in_all(self, office: Office) -> None:
        hall, hoa = ward_hall(), office.citizen()
        book(hall, hoa, 9)
        with pytest.raises(Conflict) as second:
            book(hall, hoa, 10)
        assert second.value.code == "one_a_day"
        book(hall, hoa, 9, day=16)
        book(hall, hoa, 9, day=17)
        with pytest.raises(Conflict) as fourth:
            book(hall, hoa, 9, day=18)
        assert fourth.value.code == "too_many"

    def test_moving_frees_the_old_time_and_cancelling_gives_it_back(self, office: Office) -> None:
        hall, hoa = ward_hall(), office.citizen()
        booked = book(hall, hoa, 9)
        moved = move_appointment(booked.key, starts_at=at(10, day=16), actor=hoa)
        assert (moved.pk, left(hall, 9), left(hall, 10, day=16)) == (booked.pk, 2, 1)
        cancel_appointment(booked.key, actor=hoa)
        assert left(hall, 10, day=16) == 2
        assert list(my_appointments(hoa)) == []
        with pytest.raises(Conflict):
            move_appointment(booked.key, starts_at=at(9, day=16), actor=hoa)
        kinds = list(Event.objects.filter(stream="appointment").order_by("pk").values_list("kind", flat=True))
        assert kinds == ["appointment.booked", "appointment.moved", "appointment.cancelled"]

    def test_a_move_to_a_full_time_leaves_the_old_one(self, office: Office) -> None:
        hall, hoa = ward_hall(), office.citizen()
        Hall.objects.update(per_slot=1)
        book(hall, office.citizen(THANH), 10)
        mine = book(hall, hoa, 9)
        with pytest.raises(Conflict):
            move_appointment(mine.key, starts_at=at(10, day=15), actor=hoa)
        mine.refresh_from_db()
        assert mine.starts_at == at(9, day=15)

    def test_appointments_of_others_do_not_exist_and_strangers_cannot_book(self, office: Office) -> None:
        hall = ward_hall()
        booked = book(hall, office.citizen(), 9)
        with pytest.raises(NotFound):
            cancel_appointment(booked.key, actor=office.citizen(THANH))
        for stranger in (ANONYMOUS, office.actor("dienbien.motcua")):
            with pytest.raises(Forbidden):
                book(hall, stranger, 10)

    def test_a_code_counts_on_its_day_in_its_hall_only(self, office: Office) -> None:
        hall = ward_hall()
        booked = book(hall, office.citizen(), 9)
        with pytest.raises(InvalidInput):
            check_in(hall.pk, booked.code, actor=ANONYMOUS)
        with clock.frozen(at(8, 50, day=15)):
            other = Hall.objects.get(slug="trung-tam-tinh")
            with pytest.raises(InvalidInput):
                check_in(other.pk, booked.code, actor=ANONYMOUS)
            assert check_in(hall.pk, booked.code, actor=ANONYMOUS).appointment_id == booked.pk


@pytest.mark.django_db(transaction=True)
def test_of_six_people_who_book_the_last_two_seats_at_once_two_get_one(office: Office) -> None:
    hall = ward_hall()
    people = [office.citizen({**THANH, "SoDinhDanh": f"03807801135{digit}", "HoVaTen": f"Lê Văn {digit}"}) for digit in range(6)]
    outcomes = at_once(*(partial(book, hall, person, 9) for person in people))
    lost = errors(outcomes)
    assert len(lost) == 4
    assert all(isinstance(error, Conflict) for error in lost), lost
    held = Appointment.objects.filter(starts_at=at(9, day=15))
    assert sorted(held.values_list("seat", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_counters_that_call_at_once_get_two_people(office: Office) -> None:
    hall, lan = ward_hall(), office.actor("dienbien.motcua")
    tickets = [take_ticket(hall.pk, actor=ANONYMOUS) for _ in range(3)]
    outcomes = at_once(*(partial(call_next, counter.pk, actor=lan) for counter in counters(hall)))
    assert errors(outcomes) == []
    assert set(outcomes) == set(tickets[:2])
