"""Applying for somebody else, page by page; ending it; the postman who fetches papers."""

from django.test import Client

from motcua.blocks.notices.api import Notice
from motcua.channels.portal.tests.people import EXTRACT
from motcua.ground.parties.api import Party
from motcua.onestop.desk.api import Parcel
from motcua.onestop.dossiers.api import Dossier, Draft, Mandate
from tests.halls import ward_hall
from tests.office import Office
from tests.security.world import picture

OWNER = {
    "acting": "helper", "citizen_id": "038078011358", "full_name": "le van thanh", "messages_to": "both",
    "birth_date-day": "2", "birth_date-month": "11", "birth_date-year": "1978",
}  # fmt: skip
SEND = {"cam_doan": "true", "nhan_ket_qua": "counter"}


def text(response: object) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined] # a test response


def test_from_the_choice_over_the_code_to_the_dossier_and_its_end(office: Office, hoa: Client, draft: Draft, stranger: Client) -> None:
    office.citizen({"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "GioiTinh": "Nam",
                    "SoDienThoai": "0912345602", "loAs": "2"})  # fmt: skip
    page, consent = f"/nhap/{draft.key}/nop-thay/", f"/nhap/{draft.key}/dong-y/"
    assert hoa.get(page).status_code == 200
    assert hoa.post(page, OWNER).headers["Location"] == consent
    assert "*** *** 602" in text(hoa.get(consent))
    assert hoa.post(f"/nhap/{draft.key}/kiem-tra/", SEND).status_code == 422
    assert hoa.post(consent, {"lam": "ma", "ma": "12"}).status_code == 422
    hoa.post(consent, {"lam": "gui"})
    code = str(Notice.objects.get().data["code"])
    assert hoa.post(consent, {"lam": "ma", "ma": code}).status_code == 302
    assert hoa.get(consent).status_code == 200
    sent = hoa.post(f"/nhap/{draft.key}/kiem-tra/", SEND)
    assert sent.status_code == 302, text(sent)[:2000]
    dossier = Dossier.objects.get()
    here = f"/ho-so/{dossier.code}/"
    assert f"{here}nguoi-nop-thay/" in text(stranger.get(here)), "the owner sees who acts"
    assert stranger.get(f"{here}nguoi-nop-thay/").status_code == 200
    stranger.post(f"{here}nguoi-nop-thay/")
    assert hoa.get(here).status_code == 404
    assert Mandate.objects.get().ended_at is not None
    assert stranger.get(f"{here}nguoi-nop-thay/").status_code == 302


def test_wrong_particulars_are_named_and_nothing_is_told(hoa: Client, draft: Draft, stranger: Client) -> None:
    page = f"/nhap/{draft.key}/nop-thay/"
    for wrong in ({"full_name": "Lê Văn Thanh Hải"}, {"birth_date-year": "x"}, {"citizen_id": ""}, {"acting": "king"}):
        assert hoa.post(page, {**OWNER, **wrong}).status_code == 422, wrong
    assert stranger.get(page).status_code == 404
    assert hoa.get(f"/nhap/{draft.key}/dong-y/").headers["Location"] == page
    assert hoa.post(page, {"acting": "self"}).headers["Location"] == f"/nhap/{draft.key}/"


def test_an_authorised_person_is_asked_for_the_paper(hoa: Client, draft: Draft, stranger: Client) -> None:
    hoa.post(f"/nhap/{draft.key}/nop-thay/", {**OWNER, "acting": "authorised"})
    assert "van_ban_uy_quyen" in text(hoa.get(f"/nhap/{draft.key}/giay-to/"))
    check = f"/nhap/{draft.key}/kiem-tra/"
    assert hoa.post(check, SEND).status_code == 422
    hoa.post(f"/nhap/{draft.key}/giay-to/van_ban_uy_quyen/", {"tep": picture()})
    assert hoa.post(check, SEND).status_code == 302
    assert Mandate.objects.get().proof == "authorisation"


def test_a_signed_paper_is_consent_too(hoa: Client, draft: Draft, stranger: Client) -> None:
    consent = f"/nhap/{draft.key}/dong-y/"
    hoa.post(f"/nhap/{draft.key}/nop-thay/", OWNER)
    Party.objects.filter(citizen_id="038078011358").update(phone="")
    assert hoa.post(consent, {"lam": "gui"}).status_code == 422, "no phone is known"
    assert hoa.post(consent, {"lam": "giay"}).status_code == 422
    assert hoa.post(consent, {"lam": "giay", "tep": picture()}).status_code == 302
    assert Mandate.objects.get().proof == "signed_paper"


def test_the_postman_is_ordered_and_the_envelope_is_seen(hoa: Client) -> None:
    hall = ward_hall()
    assert hoa.get("/buu-chinh/").status_code == 200
    good = {"procedure": EXTRACT, "desk": hall.unit_id, "address": "Số 12 phố Đinh Lễ", "phone": "0912345601"}
    for wrong in ({"desk": "x"}, {"address": ""}, {"phone": ""}, {"procedure": "x"}):
        assert hoa.post("/buu-chinh/", {**good, **wrong}).status_code in {404, 422}, wrong
    assert hoa.post("/buu-chinh/", good).status_code == 302
    assert Parcel.objects.get().state == "ordered"
    assert "Cấp bản sao trích lục" in text(hoa.get("/buu-chinh/"))
