"""At the counter: from the choice of procedure to the slip, on one page that loses nothing."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.blocks.events.api import Event
from motcua.blocks.printing.api import render_pdf
from motcua.channels.workspace.tests.conftest import EXTRACT, words_of
from motcua.ground.parties.api import Party
from motcua.onestop.dossiers.api import Dossier
from tests.office import DIEN_BIEN, HOANG_QUANG, Office

Browser = Callable[[str], Client]
PAGE = f"/lam-viec/tiep-nhan/{EXTRACT}/"
HOA = "038185004217"


def filled(**changes: Any) -> dict[str, Any]:
    """The page as an officer fills it in."""
    page = {
        "do": "take_in",
        "key": str(uuid4()),
        "p_number": HOA,
        "nyc_ho_ten": "Nguyễn Thị Hoa",
        "nyc_so_dinh_danh": HOA,
        "nyc_noi_cu_tru-text": "Số 12 phố Đinh Lễ",
        "nyc_noi_cu_tru-area": DIEN_BIEN,
        "nyc_dien_thoai": "0912345601",
        "loai_trich_luc": "khai_sinh",
        "tu_cach": "chinh_minh",
        "ho_ten": "Nguyễn Thị Hoa",
        "ngay_sinh-day": "12",
        "ngay_sinh-month": "3",
        "ngay_sinh-year": "1985",
        "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
        "so_luong": "2",
        "mien_phi": "khong",
        "cam_doan": "true",
        "channel": "desk",
    }
    return {**page, **changes}


@pytest.fixture
def desk(office: Office, browser: Browser) -> Client:
    office.citizen()  # known since she once logged in
    return browser("dienbien.motcua")


def test_the_procedure_is_found_without_marks(desk: Client) -> None:
    assert EXTRACT in words_of(desk.get("/lam-viec/tiep-nhan/?tim=trich luc ho tich"))


def test_a_known_person_is_taken_in_with_one_press_and_gets_a_slip(desk: Client) -> None:
    response = desk.post(PAGE, filled(fee_collected="1"), follow=True)
    dossier = Dossier.objects.get()
    assert response.redirect_chain == [(f"/lam-viec/tiep-nhan/xong/{dossier.code}/", 302)]
    assert dossier.status == "received"
    assert dossier.channel == Dossier.Channel.DESK
    assert dossier.fee_collected == 16000
    assert dossier.answers["so_luong"] == 2
    slip = dossier.slips.get()
    pdf = desk.get(f"/lam-viec/ho-so/{dossier.code}/phieu/{slip.pk}.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert dossier.code in words_of(response)


def test_a_double_click_takes_in_once(desk: Client) -> None:
    page = filled()
    desk.post(PAGE, page)
    desk.post(PAGE, page)
    assert Dossier.objects.count() == 1


def test_looking_up_shows_the_person_and_fills_the_declaration(desk: Client) -> None:
    page = words_of(desk.post(PAGE, {"do": "look_up", "p_number": HOA}))
    assert "Nguyễn Thị Hoa" in page
    assert f'value="{HOA}"' in page
    assert 'value="0912345601"' in page
    assert Event.objects.filter(kind="personal_data.read", payload__purpose="intake").exists()
    assert not Dossier.objects.exists()


def test_somebody_new_is_entered_once(desk: Client) -> None:
    number = "038090001234"
    assert "Số này chưa có trong hệ thống" in words_of(desk.post(PAGE, {"do": "look_up", "p_number": number}))
    person = {
        "p_number": number,
        "p_full_name": "Lê Văn Nam",
        "p_birth_date-day": "2",
        "p_birth_date-month": "9",
        "p_birth_date-year": "1990",
    }
    desk.post(PAGE, filled(**person, p_sex="male", p_phone="0912 345 678"))
    party = Party.objects.get(citizen_id=number)
    assert (party.full_name, party.phone) == ("Lê Văn Nam", "0912345678")
    assert Dossier.objects.get().owner_id == party.pk


def test_somebody_else_may_hand_it_in(desk: Client) -> None:
    desk.post(PAGE, filled(s_number="038090001234", s_full_name="Lê Văn Nam", acting="authorised", **{"seen.van_ban_uy_quyen": "1"}))
    dossier = Dossier.objects.get()
    assert dossier.owner.citizen_id == HOA
    assert dossier.submitter.full_name == "Lê Văn Nam"


@pytest.mark.parametrize(
    ("change", "target", "said"),
    [
        ({"p_number": "03818500421"}, "id_p_number", "ã số thuế"),
        ({"p_number": "038090001234", "p_full_name": ""}, "id_p_full_name", "nhập họ và tên"),
        ({"so_luong": "không"}, "id_so_luong", "Ông/bà cần mấy bản?"),
        (
            {"p_birth_date-day": "31", "p_birth_date-month": "x", "p_birth_date-year": "1990", "p_number": ""},
            "id_p_birth_date-day",
            "bằng chữ số",
        ),
        ({"cam_doan": ""}, "id_cam_doan", "cam đoan"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(desk: Client, change: dict[str, str], target: str, said: str) -> None:
    response = desk.post(PAGE, filled(**change))
    page = words_of(response)
    assert response.status_code == 422
    assert f'href="#{target}"' in page
    assert f'id="{target}"' in page
    assert said in page
    assert "Ủy ban nhân dân phường Điện Biên" in page
    assert 'value="Số 12 phố Đinh Lễ"' in page
    assert not Dossier.objects.exists()


def test_a_scan_outlives_an_error_elsewhere_on_the_page(desk: Client) -> None:
    scan = SimpleUploadedFile("ban-chup.pdf", render_pdf('#set document(title: "x")\nGiấy', {}, standards=()))
    component = scan_field(desk)
    response = desk.post(PAGE, filled(so_luong="", **{f"scan.{component}": scan}))
    token = re.search(rf'name="kept.{component}" value="([^"]+)"', words_of(response))
    assert token is not None
    assert "ban-chup.pdf" in words_of(response)
    desk.post(PAGE, filled(**{f"kept.{component}": token[1]}))
    paper = Dossier.objects.get().papers.get()
    assert (paper.component_key, paper.name) == (component, "ban-chup.pdf")


def test_a_kept_scan_of_a_colleague_is_not_believed(desk: Client, browser: Browser) -> None:
    component = scan_field(desk)
    scan = SimpleUploadedFile("ban-chup.pdf", render_pdf('#set document(title: "x")\nGiấy', {}, standards=()))
    page = words_of(desk.post(PAGE, {"do": "refresh", f"scan.{component}": scan}))
    token = re.search(rf'name="kept.{component}" value="([^"]+)"', page)
    assert token is not None
    browser("hoangquang.motcua").post(PAGE, filled(**{f"kept.{component}": token[1]}))
    assert not Dossier.objects.get().papers.exists()


def test_a_renamed_file_is_refused_in_words_beside_its_paper(desk: Client) -> None:
    component = scan_field(desk)
    scan = SimpleUploadedFile("ban-chup.pdf", b"MZ this is a program")
    response = desk.post(PAGE, filled(**{f"scan.{component}": scan}))
    assert response.status_code == 422
    assert f'href="#id_seen.{component}"' in words_of(response)
    assert not Dossier.objects.exists()


def test_another_ward_may_take_it_in_for_the_competent_one(browser: Browser, office: Office) -> None:
    office.citizen()
    competent = office.unit(DIEN_BIEN)
    browser("hoangquang.motcua").post(PAGE, filled(competent=str(competent.pk)))
    dossier = Dossier.objects.get()
    assert dossier.competent_id == competent.pk
    assert dossier.receiver.body_id == office.unit(HOANG_QUANG).pk


def test_the_competent_unit_is_found_by_part_of_its_name_and_the_result_may_wait_there(browser: Browser, office: Office) -> None:
    office.citizen()
    browser("hoangquang.motcua").post(PAGE, filled(competent="phuong dien bien", return_at="competent"))
    dossier = Dossier.objects.get()
    assert dossier.competent_id == office.unit(DIEN_BIEN).pk
    assert dossier.return_desk_id == office.unit(f"{DIEN_BIEN}/mot_cua").pk


def test_a_name_that_fits_no_unit_or_several_is_said_beside_its_field(browser: Browser, office: Office) -> None:
    office.citizen()
    for typed in ("Phường Không Có", "thanh hoa"):
        response = browser("hoangquang.motcua").post(PAGE, filled(competent=typed))
        assert response.status_code == 422
        page = words_of(response)
        assert 'href="#id_competent"' in page
        assert f'value="{typed}"' in page, "what was typed is not lost"
    assert not Dossier.objects.exists()


def test_a_procedure_bound_to_its_territory_is_refused_for_another_with_the_way_out(browser: Browser, office: Office) -> None:
    page = words_of(browser("hoangquang.motcua").get("/lam-viec/tiep-nhan/1.001193/"))
    assert 'list="competent-units"' not in page, "only the own unit is offered"


def test_exempt_people_pay_nothing_and_read_why(desk: Client) -> None:
    page = words_of(desk.post(PAGE, filled(do="refresh", mien_phi="ho_ngheo")))
    assert "được miễn" in page


def test_a_letter_is_entered_as_post(desk: Client) -> None:
    desk.post(PAGE, filled(channel="post"))
    assert Dossier.objects.get().channel == Dossier.Channel.POST


def test_a_specialist_takes_nothing_in(browser: Browser, office: Office) -> None:
    assert browser("dienbien.tuphap").post(PAGE, filled()).status_code == 403
    assert not Dossier.objects.exists()


def scan_field(desk: Client) -> str:
    found = re.search(r'name="scan\.([a-z0-9_]+)"', words_of(desk.get(PAGE)))
    assert found is not None
    return found[1]
