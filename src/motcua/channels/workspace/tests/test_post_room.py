"""The post room: results go out, envelopes come in, failures have a way on; and who acts for whom at the counter."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.blocks.notices.api import Notice
from motcua.channels.workspace.tests.conftest import EXTRACT, words_of
from motcua.channels.workspace.tests.test_walk_in import PAGE, filled
from motcua.onestop.desk.api import Parcel
from motcua.onestop.dossiers.api import Dossier, Mandate
from tests.halls import resolved
from tests.office import Office
from tests.security.world import picture

Browser = Callable[[str], Client]
ROOM = "/lam-viec/buu-chinh/"
HOME = {"person": "Nguyễn Thị Hoa", "address": "Số 12 phố Đinh Lễ", "phone": ""}


@pytest.fixture
def lan(office: Office, browser: Browser) -> Client:
    office.citizen()
    return browser("dienbien.motcua")


def test_a_result_is_sent_fails_and_is_sent_again_by_hand(lan: Client, office: Office) -> None:
    dossier = resolved(office)
    Dossier.objects.update(return_wish="post")
    send = f"/lam-viec/ho-so/{dossier.code}/gui-buu-chinh/"
    assert send in words_of(lan.get(ROOM))
    assert "Số 12 phố Đinh Lễ" in words_of(lan.get(send))
    assert lan.post(send, {**HOME, "address": ""}).status_code == 422
    lan.post(send, HOME)
    parcel = Parcel.objects.get()
    here = f"{ROOM}{parcel.pk}/"
    assert lan.get(here).status_code == 200
    lan.post(here, {"do": "news", "state": "registered", "waybill": "EH1", "reason": ""})
    lan.post(here, {"do": "news", "state": "stolen", "waybill": "EH1", "reason": ""})
    lan.post(here, {"do": "news", "state": "returned", "waybill": "EH1", "reason": "Không gặp người nhận"})
    assert "Không gặp người nhận" in words_of(lan.get(ROOM))
    assert lan.get(f"{here}gui-lai/").status_code == 200
    lan.post(f"{here}gui-lai/", HOME)
    second = Parcel.objects.get(number__endswith="-P2")
    assert lan.post(f"{ROOM}{second.pk}/", {"do": "revoke"}).status_code == 200, "asks first"
    lan.post(f"{ROOM}{second.pk}/", {"do": "news", "state": "lost", "waybill": "EH2", "reason": ""})
    lan.post(f"{ROOM}{second.pk}/", {"do": "counter"})
    dossier.refresh_from_db()
    assert dossier.return_wish == "counter"


def test_an_envelope_is_noted_and_entered_as_a_dossier_by_post(lan: Client) -> None:
    assert lan.post(ROOM, {"waybill": "x"}).status_code == 422
    noted = lan.post(ROOM, {"waybill": "EH 111 222 333 VN"})
    parcel = Parcel.objects.get()
    assert noted.headers["Location"] == f"{ROOM}{parcel.pk}/"
    assert lan.get(f"{ROOM}{parcel.pk}/tiep-nhan/").headers["Location"] == f"/lam-viec/tiep-nhan/?buu-gui={parcel.pk}"
    assert f"?buu-gui={parcel.pk}" in words_of(lan.get(f"/lam-viec/tiep-nhan/?buu-gui={parcel.pk}"))
    page = f"/lam-viec/tiep-nhan/{EXTRACT}/?buu-gui={parcel.pk}"
    assert 'value="post" checked' in words_of(lan.get(page))
    taken = lan.post(page, filled(channel="post", fee_collected="1"))
    assert taken.status_code == 302
    parcel.refresh_from_db()
    assert parcel.dossier is not None
    assert parcel.dossier.channel == Dossier.Channel.POST


def test_an_envelope_that_cannot_be_taken_in_goes_back(lan: Client, browser: Browser) -> None:
    lan.post(ROOM, {"waybill": "EH111222333VN"})
    parcel = Parcel.objects.get()
    lan.post(f"{ROOM}{parcel.pk}/", {"do": "back", "note": ""})
    lan.post(f"{ROOM}{parcel.pk}/", {"do": "back", "note": "Không ghi tên người gửi"})
    parcel.refresh_from_db()
    assert parcel.settled == "sent_back"
    for page in (f"{ROOM}{parcel.pk}/", f"{PAGE}?buu-gui={parcel.pk}"):
        assert browser("hoangquang.motcua").get(page).status_code == 403


def test_somebody_else_hands_in_and_it_is_said_in_whose_name(lan: Client) -> None:
    other = {"s_number": "038090001234", "s_full_name": "Lê Văn Nam"}
    assert lan.post(PAGE, filled(**other)).status_code == 422
    unproved = lan.post(PAGE, filled(**other, acting="authorised"))
    assert 'href="#id_seen.van_ban_uy_quyen"' in words_of(unproved)
    assert (
        lan.post(PAGE, filled(**other, acting="authorised", messages_to="submitter", **{"seen.van_ban_uy_quyen": "1"})).status_code == 302
    )
    dossier = Dossier.objects.get()
    assert (dossier.acting, dossier.messages_to) == ("authorised", "submitter")


def test_a_helper_at_the_counter_needs_the_code_or_a_signed_paper(lan: Client) -> None:
    page = filled(s_number="038090001234", s_full_name="Lê Văn Nam", acting="helper", messages_to="both")
    assert 'href="#id_consent_code"' in words_of(lan.post(PAGE, page))
    asked = lan.post(PAGE, {**page, "do": "send_code"})
    assert asked.status_code == 200
    code = str(Notice.objects.get().data["code"])
    wrong = lan.post(PAGE, {**page, "consent_code": code, "so_luong": ""})
    text = words_of(wrong)
    assert wrong.status_code == 422
    assert 'name="consent_token"' in text, "the consent is not lost by another error"
    token = text.split('name="consent_token" value="')[1].split('"')[0]
    assert lan.post(PAGE, {**page, "consent_token": token + "x"}).status_code == 422
    assert lan.post(PAGE, {**page, "consent_token": token}).status_code == 302
    second = filled(s_number="038090001234", s_full_name="Lê Văn Nam", acting="helper")
    assert lan.post(PAGE, {**second, "consent_scan": picture()}).status_code == 302
    assert [one.proof for one in Mandate.objects.order_by("pk")] == ["code", "signed_paper"]
