"""When the identity is out of order people are told before they wait, and go on writing."""

from datetime import date
from typing import Any

import pytest
import requests
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.connectors.eid.availability import answers
from motcua.connectors.eid.rules.breaker import Verdict, after, is_fresh
from motcua.connectors.eid.tests.test_citizens_log_in import LAN, log_in
from motcua.onestop.catalogue.api import form_of, version_in_force
from motcua.onestop.dossiers.api import Dossier, Draft
from tests.office import Office
from tests.sandbox_process import Sandbox
from tests.security.world import EXTRACT

pytestmark = pytest.mark.django_db
GuestDraft: Any = apps.get_model("portal", "GuestDraft")  # a connector knows no channel
APPLY = f"/thu-tuc/{EXTRACT}/nop/"
BEGIN = f"/nhap-khach/{EXTRACT}/"


@pytest.fixture
def down(identity: Sandbox, settings: Any) -> Sandbox:
    settings.EID_KNOCK_SECONDS = 0.5
    identity.misbehave(eid="down")
    return identity


def back_again(identity: Sandbox) -> None:
    identity.misbehave(eid="none")
    cache.clear()


@given(st.lists(st.booleans(), max_size=12))
def test_the_longer_it_is_down_the_less_often_it_is_asked_but_every_two_minutes_at_least(knocks: list[bool]) -> None:
    verdict = None
    for up in knocks:
        verdict = after(verdict, up=up, now=1000.0)
    if verdict is not None:
        assert verdict.up == knocks[-1]
        assert is_fresh(verdict, 1000.0)
        assert not is_fresh(verdict, 1000.0 + 120)
        assert not is_fresh(verdict, 999.0), "a clock that was set back keeps nobody out"
    assert is_fresh(Verdict(False, 0, 3), 59)
    assert not is_fresh(Verdict(False, 0, 1), 16)


def test_the_login_page_says_so_and_nobody_waits_twice(down: Sandbox, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    down.misbehave(eid="slow", seconds=3)
    knocks: list[float] = []
    real = requests.get

    def counted(address: str, *, timeout: float) -> requests.Response:
        knocks.append(timeout)
        return real(address, timeout=timeout)

    monkeypatch.setattr("motcua.connectors.eid.availability.requests.get", counted)
    page = client.get("/dang-nhap/", {"next": APPLY})
    assert page.status_code == 200
    assert BEGIN in page.content.decode()
    for _ in range(2):
        answer = client.get("/eid/vao/", {"next": APPLY})
        assert answer.status_code == 503
        assert BEGIN in answer.content.decode()
    assert knocks == [0.5], "one short knock for all; then the breaker is open"
    back_again(down)
    assert BEGIN not in client.get("/dang-nhap/", {"next": APPLY}).content.decode()
    assert client.get("/eid/vao/", {"next": APPLY}).status_code == 302


def test_trying_again_knocks_again(down: Sandbox, client: Client) -> None:
    assert not answers()
    down.misbehave(eid="none")
    assert client.get("/eid/vao/").status_code == 503, "the last verdict still holds"
    assert client.get("/eid/vao/", {"thu-lai": "1"}).status_code == 302


def begun(client: Client) -> str:
    assert client.get(BEGIN).status_code == 200
    answer = client.post(BEGIN)
    assert (answer.status_code, answer["Location"]) == (302, "/nhap-khach/")
    return client.cookies["nhap_khach"].value


def page_of(question: str) -> str:
    """The page of the form that asks this."""
    pages = form_of(version_in_force(EXTRACT, date(2022, 11, 14)).pk).all_pages
    return next(f"/nhap-khach/trang/{page.id}/" for page in pages if question in {field.name for field in page.fields})


def test_a_guest_writes_nothing_is_sent_and_after_login_the_draft_is_the_persons(office: Office, down: Sandbox, client: Client) -> None:
    token = begun(client)
    page = page_of("loai_trich_luc")
    sent = {"loai_trich_luc": "khai_sinh", "tu_cach": "chinh_minh"}
    assert client.post(page, sent).status_code in {302, 422, 200}
    assert 'value="khai_sinh" checked' in client.get(page).content.decode()
    assert (Draft.objects.count(), Dossier.objects.count()) == (0, 0)
    row = GuestDraft.objects.get()
    assert "khai_sinh" not in row.content
    assert token not in row.content + row.key

    stranger = Client()
    assert stranger.get("/nhap-khach/").status_code == 404
    assert stranger.get(f"/nhap-khach/mo/{token[:-1]}x/").status_code == 404
    other_device = Client()
    assert other_device.get(f"/nhap-khach/mo/{token}/").status_code == 302
    assert other_device.get("/nhap-khach/").status_code == 200

    assert client.get("/nhap-khach/gan/").status_code == 302, "login first"
    back_again(down)
    log_in(client, down, citizen=LAN, next="/nhap-khach/gan/")
    asked = client.get("/nhap-khach/gan/")
    assert "Lê Thị Thử" in asked.content.decode()
    assert client.post("/nhap-khach/gan/", {"vao": ""}).status_code == 200
    assert not Draft.objects.exists()
    answer = client.post("/nhap-khach/gan/", {"vao": "moi"})
    draft = Draft.objects.get()
    assert answer["Location"] == f"/nhap/{draft.key}/"
    assert draft.party.full_name == "Lê Thị Thử"
    assert draft.answers["loai_trich_luc"] == "khai_sinh"
    assert not GuestDraft.objects.exists()
    other_device.get("/nhap-khach/")
    assert other_device.get("/nhap-khach/").status_code == 404, "it is bound and gone"
    assert client.post("/nhap-khach/gan/", {"vao": "moi"}).status_code == 302
    assert Draft.objects.count() == 1, "a second click binds nothing again"


def test_with_a_draft_of_ones_own_one_is_asked_and_the_identity_goes_first(
    office: Office, identity: Sandbox, client: Client, settings: Any
) -> None:
    settings.EID_KNOCK_SECONDS = 0.5
    log_in(client, identity, citizen=LAN)
    assert client.post(APPLY, {"unit": office.unit("14767").pk}).status_code == 302
    own = Draft.objects.get()
    client.logout()
    identity.misbehave(eid="down")
    cache.clear()
    begun(client)
    client.post(page_of("loai_trich_luc"), {"loai_trich_luc": "khai_sinh"})
    client.post(page_of("nyc_ho_ten"), {"nyc_ho_ten": "Kẻ Mạo Danh"})
    back_again(identity)
    log_in(client, identity, citizen=LAN)
    assert str(own.key) in client.get("/nhap-khach/gan/").content.decode()
    assert client.post("/nhap-khach/gan/", {"vao": "00000000-0000-4000-8000-000000000000"}).status_code == 200
    assert GuestDraft.objects.exists()
    page = client.post("/nhap-khach/gan/", {"vao": str(own.key)}, follow=True).content.decode()
    draft = Draft.objects.get()
    assert (draft.key, draft.answers["loai_trich_luc"]) == (own.key, "khai_sinh")
    assert "Họ, chữ đệm, tên" in page, "what differs from the identity is told"
    assert draft.party.full_name == "Lê Thị Thử", "whose it is rests on the login alone"


def test_guests_are_kept_within_bounds(office: Office, down: Sandbox) -> None:
    for number in range(6):
        answer = Client().post(BEGIN)
        assert answer.status_code == (302 if number < 5 else 429)
    assert GuestDraft.objects.count() == 5
    too_much = Client()
    too_much.cookies["nhap_khach"] = ""
    assert too_much.get("/nhap-khach/").status_code == 404
    GuestDraft.objects.update(expires_at="2022-01-01T00:00:00Z", began_at="2022-01-01T00:00:00Z")
    assert Client().post(BEGIN).status_code == 302, "what is over is cleared away"
    assert GuestDraft.objects.count() == 1


def test_while_the_identity_answers_there_are_no_drafts_without_login(office: Office, identity: Sandbox, client: Client) -> None:
    for answer in (client.get(BEGIN), client.post(BEGIN)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/dang-nhap/")
    assert not GuestDraft.objects.exists()
