"""Officials log in with name and password and confirm before signing."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account, confirmed_recently
from motcua.kernel import clock

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-dai"
ADDRESS = "/dang-nhap/can-bo/"


@pytest.fixture
def official() -> Account:
    account = Account(username="lan.nt", name="Nguyễn Thị Lan", kind=Account.Kind.OFFICIAL)
    account.set_password(PASSWORD)
    account.save()
    return account


def log_in(client: Client, password: str = PASSWORD, **more: str) -> object:
    return client.post(ADDRESS, {"username": "lan.nt", "password": password, **more})


def test_an_official_goes_to_the_workplace_or_back_where_it_was(client: Client, official: Account) -> None:
    assert log_in(client)["Location"] == "/lam-viec/"  # type: ignore[index] # a response
    assert client.session["_auth_user_id"] == str(official.pk)
    assert log_in(Client(), next="/lam-viec/viec/7/")["Location"] == "/lam-viec/viec/7/"  # type: ignore[index]
    assert log_in(Client(), next="//evil.example")["Location"] == "/lam-viec/"  # type: ignore[index]


def test_a_wrong_password_keeps_the_name_and_shows_no_password(client: Client, official: Account) -> None:
    answer = client.post(ADDRESS, {"username": "lan.nt", "password": "sai-mat-khau"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="lan.nt"' in page
    assert "sai-mat-khau" not in page
    assert 'href="#id_password"' in page


def test_the_session_gets_a_new_key_and_the_password_counts_as_fresh(client: Client, official: Account) -> None:
    session = client.session
    session["left"] = "over"
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before
    assert "left" not in client.session
    assert confirmed_recently(client.session)


def test_a_form_from_elsewhere_is_refused(official: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"username": "lan.nt", "password": PASSWORD}).status_code in {302, 403}
    assert "_auth_user_id" not in strict.session


def test_before_signing_the_password_is_asked_again_after_ten_minutes(client: Client, official: Account) -> None:
    log_in(client)
    assert client.get("/xac-nhan-lai/", {"next": "/lam-viec/ky/"})["Location"] == "/lam-viec/ky/"
    session = client.session
    session["motcua.confirmed_at"] = (clock.real_now() - timedelta(minutes=10)).isoformat()
    session.save()
    assert client.get("/xac-nhan-lai/", {"next": "/lam-viec/ky/"}).status_code == 200
    assert client.post("/xac-nhan-lai/", {"password": "sai", "next": "/lam-viec/ky/"}).status_code == 422
    assert not confirmed_recently(client.session)
    assert client.post("/xac-nhan-lai/", {"password": PASSWORD, "next": "/lam-viec/ky/"})["Location"] == "/lam-viec/ky/"
    assert confirmed_recently(client.session)


def test_nobody_confirms_without_being_logged_in(client: Client) -> None:
    assert client.post("/xac-nhan-lai/", {"password": PASSWORD})["Location"].startswith("/dang-nhap/")


def test_the_login_page_shows_both_ways_and_keeps_where_to_go(client: Client) -> None:
    page = client.get("/dang-nhap/", {"next": "/lam-viec/", "expired": "1"}).content.decode()
    assert "/eid/vao/?next=%2Flam-viec%2F" in page
    assert "/dang-nhap/can-bo/?next=%2Flam-viec%2F" in page


def test_an_official_logs_out_by_a_form_only(client: Client, official: Account) -> None:
    log_in(client)
    client.get("/dang-xuat/")
    assert "_auth_user_id" in client.session
    assert client.post("/dang-xuat/")["Location"] == "/"
    assert "_auth_user_id" not in client.session
