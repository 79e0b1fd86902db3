"""A citizen books, moves and gives back a time, page by page."""

from django.test import Client

from motcua.channels.portal.tests.people import EXTRACT
from motcua.onestop.desk.api import Appointment
from tests.halls import at, ward_hall
from tests.office import Office

HERE = f"/lich-hen/dat/?noi=dien-bien&thu-tuc={EXTRACT}"


def text(response: object) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined] # a test response


def test_each_page_asks_one_question_and_the_last_one_books(office: Office, hoa: Client) -> None:
    ward_hall()
    assert "?noi=dien-bien" in text(hoa.get("/lich-hen/dat/"))
    assert EXTRACT in text(hoa.get("/lich-hen/dat/?noi=dien-bien"))
    assert "ngay=2022-11-15" in text(hoa.get(HERE))
    day = f"{HERE}&ngay=2022-11-15"
    assert at(9, day=15).isoformat() in text(hoa.get(day))
    booked = hoa.post(day, {"gio": at(9, day=15).isoformat()})
    one = Appointment.objects.get()
    assert booked.headers["Location"] == f"/lich-hen/{one.key}/"
    assert one.code in text(hoa.get(booked.headers["Location"]))
    assert "/lich-hen/" in text(hoa.get("/lich-hen/"))


def test_times_that_cannot_be_booked_are_refused_on_the_page(office: Office, hoa: Client) -> None:
    ward_hall()
    for wrong in ("", "yesterday", "2022-11-15T03:00:00+07:00", "0001-01-01T00:00:00"):
        assert hoa.post(f"{HERE}&ngay=2022-11-15", {"gio": wrong}).status_code == 422, wrong
    assert hoa.get(f"{HERE}&ngay=never").status_code == 200
    assert Appointment.objects.count() == 0


def test_moved_and_cancelled_by_its_owner_only(office: Office, hoa: Client, stranger: Client) -> None:
    ward_hall()
    hoa.post(f"{HERE}&ngay=2022-11-15", {"gio": at(9, day=15).isoformat()})
    one = Appointment.objects.get()
    for page in ("", "doi/", "huy/"):
        assert stranger.get(f"/lich-hen/{one.key}/{page}").status_code == 404
        assert stranger.post(f"/lich-hen/{one.key}/{page or 'huy/'}").status_code == 404
    hoa.post(f"/lich-hen/{one.key}/doi/?ngay=2022-11-16", {"gio": at(10, day=16).isoformat()})
    one.refresh_from_db()
    assert one.starts_at == at(10, day=16)
    assert hoa.get(f"/lich-hen/{one.key}/huy/").status_code == 200
    hoa.post(f"/lich-hen/{one.key}/huy/")
    one.refresh_from_db()
    assert one.status == "cancelled"
    assert hoa.post(f"/lich-hen/{one.key}/huy/", follow=True).status_code == 200
    assert hoa.get(f"/lich-hen/{one.key}/").status_code == 200
