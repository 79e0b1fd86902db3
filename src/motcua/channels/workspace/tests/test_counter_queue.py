"""The officer at the counter: from the ticket of the machine to the dossier."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from motcua.channels.workspace.tests.conftest import EXTRACT, words_of
from motcua.channels.workspace.tests.test_walk_in import filled
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.onestop.desk.api import Hall, Ticket, book_appointment, check_in, take_ticket
from tests.halls import at, counters, ward_hall
from tests.office import Office

QUEUE = "/lam-viec/hang-doi/"


@pytest.fixture
def hall(office: Office) -> Hall:
    return ward_hall()


@pytest.fixture
def lan(browser: Callable[[str], Client], hall: Hall) -> Client:
    """The officer of the ward, sitting at counter 1."""
    client = browser("dienbien.motcua")
    client.post(QUEUE, {"do": "counter", "counter": counters(hall)[0].pk})
    return client


def test_the_machine_is_one_only_on_the_device_that_an_officer_made_it(lan: Client, hall: Hall) -> None:
    machine = "/may-lay-so/dien-bien/"
    stranger = Client()
    assert "?linh-vuc=" not in words_of(stranger.get(machine))
    stranger.post(machine, {"uu-tien": ""})
    stranger.cookies["kiosk"] = "dien-bien:forged"
    stranger.post(machine, {"uu-tien": ""})
    assert Ticket.objects.count() == 0
    assert lan.post(QUEUE, {"do": "kiosk"}).headers["Location"] == machine
    del lan.cookies["sessionid"]
    assert "?linh-vuc=ho_tich" in words_of(lan.get(machine))
    assert f"thu-tuc={EXTRACT}" in words_of(lan.get(f"{machine}?linh-vuc=ho_tich"))
    given = lan.post(f"{machine}?thu-tuc={EXTRACT}", {"thu-tuc": EXTRACT, "uu-tien": "elderly"})
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.priority, ticket.procedure_code) == (1, "elderly", EXTRACT)
    page = words_of(lan.get(given.headers["Location"]))
    assert "<svg" in page
    assert "001" in page
    assert lan.post(machine, {"ma-hen": "000000"}).status_code == 422


def test_from_the_call_to_the_intake_with_the_person_filled_in(lan: Client, hall: Hall, office: Office) -> None:
    booked = book_appointment(hall.pk, procedure_code=EXTRACT, starts_at=at(9, 30), actor=office.citizen())
    ticket = check_in(hall.pk, booked.code, actor=ANONYMOUS)
    lan.post(QUEUE, {"do": "next"})
    ticket.refresh_from_db()
    assert ticket.status == "called"
    assert "Nguyễn Thị Hoa" in words_of(lan.get(QUEUE))
    board = words_of(Client().get("/bang-so/dien-bien/"))
    assert "001" in board
    assert "Nguyễn Thị Hoa" not in board
    start = lan.get(f"{QUEUE}{ticket.pk}/tiep-nhan/")
    address = start.headers["Location"]
    assert urlsplit(address).path == f"/lam-viec/tiep-nhan/{EXTRACT}/"
    assert "038185004217" in words_of(lan.get(address))
    taken = lan.post(address, filled(fee_collected="1"))
    assert taken.status_code == 302, words_of(taken)[:3000]
    ticket.refresh_from_db()
    assert ticket.status == "done"
    assert ticket.dossier_code in taken.headers["Location"]


def test_nobody_came_and_comes_back(lan: Client, hall: Hall) -> None:
    ticket = take_ticket(hall.pk, actor=ANONYMOUS)
    lan.post(QUEUE, {"do": "next"})
    lan.post(QUEUE, {"do": "again", "ticket": ticket.pk})
    lan.post(QUEUE, {"do": "missed", "ticket": ticket.pk})
    assert "back" in words_of(lan.get(QUEUE))
    lan.post(QUEUE, {"do": "back", "ticket": ticket.pk})
    ticket.refresh_from_db()
    assert (ticket.status, ticket.calls) == ("waiting", 2)
    lan.post(QUEUE, {"do": "missed", "ticket": ticket.pk}, follow=True)
    lan.post(QUEUE, {"do": "finish", "ticket": "99999"}, follow=True)
    ticket.refresh_from_db()
    assert ticket.status == "waiting"


def test_an_officer_of_another_desk_sees_no_queue_of_this_one(browser: Callable[[str], Client], hall: Hall, lan: Client) -> None:
    ticket = take_ticket(hall.pk, actor=ANONYMOUS)
    other = browser("tpthanhhoa.motcua")
    assert hall.unit.formal_name not in words_of(other.get(f"{QUEUE}?phong=dien-bien"))
    assert other.get(f"{QUEUE}{ticket.pk}/tiep-nhan/").status_code == 403
    assert other.get(f"/lam-viec/tiep-nhan/{EXTRACT}/?so={ticket.pk}").status_code == 403


def test_the_head_sets_counters_and_wrong_numbers_are_named(browser: Callable[[str], Client], hall: Hall) -> None:
    chair, page = browser("dienbien.chutich"), "/lam-viec/quay-giao-dich/"
    assert chair.post(page, {"slot_minutes": "20", "per_slot": "1", "grace_minutes": "5"}).status_code == 302
    wrong = chair.post(page, {"slot_minutes": "x", "per_slot": "1", "grace_minutes": "5"})
    assert wrong.status_code == 422
    assert 'href="#id_slot_minutes"' in words_of(wrong)
    first, _second = counters(hall)
    chair.post(page, {"counter": first.pk, "fields": ["ho_tich"]})
    first.refresh_from_db()
    assert (first.is_open, first.fields) == (False, ["ho_tich"])


def test_the_ticket_on_the_phone_tells_when_it_is_called(lan: Client, hall: Hall) -> None:
    ticket = take_ticket(hall.pk, actor=ANONYMOUS)
    phone = Client()
    with clock.frozen(at(9, 1)):
        assert phone.get(f"/so-thu-tu/{ticket.token}/").status_code == 200
    lan.post(QUEUE, {"do": "next"})
    assert "Quầy số 1" in words_of(phone.get(f"/so-thu-tu/{ticket.token}/"))
    assert phone.get("/so-thu-tu/made-up/").status_code == 404
    assert phone.get("/bang-so/nowhere/").status_code == 404
