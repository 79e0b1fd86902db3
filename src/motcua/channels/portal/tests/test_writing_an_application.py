"""A citizen writes an application page by page; nothing typed is lost."""

import re
from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.channels.portal.tests.people import EXTRACT, logged_in
from motcua.ground.directory.api import bodies_performing
from motcua.kernel import clock
from motcua.onestop.catalogue.api import form_of, list_procedures, version_in_force
from motcua.onestop.dossiers.api import Dossier, Draft
from tests.office import DIEN_BIEN, HOANG_QUANG, Office


def newest() -> Draft:
    return Draft.objects.latest("pk")


def typed_page(client: Client, address: str) -> dict[str, list[str]]:
    """What a browser would send for the page as it is shown."""
    text = client.get(address).content.decode()
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if (name and value and not ("radio" in tag or "checkbox" in tag)) or (name and "checked" in tag):
            values.setdefault(name[1], []).append(value[1] if value else "")
    return values


def test_the_office_of_ones_own_commune_is_offered_first(hoa: Client, office: Office) -> None:
    text = hoa.get(f"/thu-tuc/{EXTRACT}/nop/").content.decode()
    assert "Ông/bà muốn nộp hồ sơ ở đâu?" in text


def test_any_office_is_found_by_its_name_without_diacritics(hoa: Client, office: Office) -> None:
    text = hoa.get(f"/thu-tuc/{EXTRACT}/nop/?ten=hoang+quang").content.decode()
    assert f'value="{office.unit(HOANG_QUANG).pk}"' in text
    assert f'value="{office.unit(DIEN_BIEN).pk}"' not in text


def test_an_office_that_does_not_perform_the_procedure_is_refused(hoa: Client, office: Office) -> None:
    response = hoa.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": office.unit("so_tu_phap").pk})
    assert response.status_code == 200
    assert "Hãy chọn cơ quan giải quyết hồ sơ của ông/bà." in response.content.decode()
    assert not Draft.objects.exists()


def test_choosing_the_office_begins_a_draft_filled_in_from_the_identity(hoa: Client, office: Office) -> None:
    response = hoa.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": office.unit(DIEN_BIEN).pk})
    draft = newest()
    assert response["Location"] == f"/nhap/{draft.key}/trang/nguoi_yeu_cau/"
    text = hoa.get(response["Location"]).content.decode()
    assert 'value="Nguyễn Thị Hoa"' in text
    assert "Điền sẵn từ định danh điện tử" in text


def test_papers_are_not_said_to_be_complete_before_the_questions_that_decide_them(hoa: Client, office: Office) -> None:
    hoa.post(f"/thu-tuc/{EXTRACT}/nop/", {"unit": office.unit(DIEN_BIEN).pk})
    tasks = re.sub(r"<[^>]+>|\s+", " ", hoa.get(f"/nhap/{newest().key}/").content.decode())
    assert re.search(r"Giấy tờ\s+Cần làm", tasks)


def test_each_page_is_kept_and_leads_to_the_next(hoa: Client, draft: Draft) -> None:
    address = f"/nhap/{draft.key}/trang/ve_su_kien/"
    sent = {**typed_page(hoa, address), "loai_trich_luc": "ket_hon", "tu_cach": "chinh_minh"}
    response = hoa.post(address, sent)
    assert response["Location"] == f"/nhap/{draft.key}/trang/dang_ky_cu/"
    draft.refresh_from_db()
    assert draft.answers["loai_trich_luc"] == "ket_hon"
    assert "ve_su_kien" in draft.pages_done


def test_a_wrong_page_names_every_field_keeps_what_was_typed_and_what_was_right(hoa: Client, draft: Draft) -> None:
    address = f"/nhap/{draft.key}/trang/nguoi_yeu_cau/"
    sent = {
        "nyc_ho_ten": "Nguyễn Thị Hoa Mới",
        "nyc_so_dinh_danh": "0381",
        "nyc_noi_cu_tru-text": "Số 1",
        "nyc_noi_cu_tru-area": "Không đâu cả",
        "nyc_dien_thoai": "abc",
    }
    text = hoa.post(address, sent).content.decode()
    assert "<title>Lỗi:" in text
    assert 'class="error-summary"' in text
    for link in ("#id_nyc_so_dinh_danh", "#id_nyc_noi_cu_tru-area", "#id_nyc_dien_thoai"):
        assert f'href="{link}"' in text
        assert f'id="{link[1:]}"' in text
    for typed in ("0381", "Không đâu cả", "abc"):
        assert f'value="{typed}"' in text
    draft.refresh_from_db()
    assert draft.answers["nyc_ho_ten"] == "Nguyễn Thị Hoa Mới"


def test_a_commune_is_found_with_or_without_diacritics(hoa: Client, draft: Draft) -> None:
    address = f"/nhap/{draft.key}/trang/nguoi_yeu_cau/"
    sent = {**typed_page(hoa, address), "nyc_noi_cu_tru-text": "Thôn 3", "nyc_noi_cu_tru-area": "xa hoang quang, thanh pho thanh hoa"}
    assert hoa.post(address, sent).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["nyc_noi_cu_tru"]["area"] == HOANG_QUANG


def test_a_change_from_the_check_page_returns_to_the_check_page(hoa: Client, draft: Draft) -> None:
    address = f"/nhap/{draft.key}/trang/so_ban/?kiem-tra"
    response = hoa.post(address, {"so_luong": "3", "mien_phi": "khong", "cam_doan": "true"})
    assert response["Location"] == f"/nhap/{draft.key}/kiem-tra/"
    assert "24.000 ₫" in hoa.get(response["Location"]).content.decode()


def test_the_overview_says_what_is_done_and_what_is_left(hoa: Client, draft: Draft) -> None:
    text = hoa.get(f"/nhap/{draft.key}/").content.decode()
    assert "Cần làm" in text
    assert "Kiểm tra nội dung và gửi" in text


def test_a_foreign_draft_is_as_if_it_were_not_there(stranger: Client, draft: Draft) -> None:
    for address in ("", "trang/so_ban/", "giay-to/", "kiem-tra/", "noi-nop/", "bo/"):
        assert stranger.get(f"/nhap/{draft.key}/{address}").status_code == 404
    assert stranger.post(f"/nhap/{draft.key}/trang/so_ban/", {"so_luong": "9"}).status_code == 404
    assert stranger.post(f"/nhap/{draft.key}/bo/").status_code == 404
    assert Draft.objects.filter(pk=draft.pk).exists()


def authorised(draft: Draft) -> Draft:
    draft.answers = {**draft.answers, "tu_cach": "duoc_uy_quyen"}
    draft.save(update_fields=["answers"])
    return draft


def test_a_stored_file_has_a_receipt_with_pages_and_hash(hoa: Client, draft: Draft, pdf: bytes) -> None:
    address = f"/nhap/{authorised(draft).key}/giay-to/van_ban_uy_quyen/"
    upload = BytesIO(pdf)
    upload.name = "uy-quyen.pdf"
    assert hoa.post(address, {"tep": upload})["Location"] == address
    paper = draft.papers.get()
    text = hoa.get(address).content.decode()
    assert paper.file.sha256 in text
    assert "2 trang" in text
    shown = hoa.get(f"/nhap/{draft.key}/tep/{paper.pk}/")
    assert shown.content[:5] == b"%PDF-"
    assert shown["Content-Disposition"].startswith("inline")


def test_a_file_can_be_replaced_and_removed(hoa: Client, draft: Draft, pdf: bytes) -> None:
    address = f"/nhap/{authorised(draft).key}/giay-to/van_ban_uy_quyen/"
    for number, query in enumerate(("", "")):
        upload = BytesIO(pdf)
        upload.name = f"cu-{number}.pdf"
        hoa.post(address + query, {"tep": upload})
    old, kept = draft.papers.order_by("pk")
    upload = BytesIO(pdf)
    upload.name = "moi.pdf"
    hoa.post(f"{address}?thay={old.pk}", {"tep": upload})
    assert sorted(draft.papers.values_list("name", flat=True)) == ["cu-1.pdf", "moi.pdf"]
    assert "Xóa “cu-1.pdf”?" in hoa.get(f"/nhap/{draft.key}/tep/{kept.pk}/xoa/").content.decode()
    hoa.post(f"/nhap/{draft.key}/tep/{kept.pk}/xoa/")
    assert list(draft.papers.values_list("name", flat=True)) == ["moi.pdf"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("rong.pdf", b""), ("gia.pdf", b"MZ this is a program"), ("hong.pdf", b"%PDF-1.7 broken"), ("anh.svg", b"<svg onload='x()'/>")],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_stored(hoa: Client, draft: Draft, name: str, data: bytes) -> None:
    upload = BytesIO(data)
    upload.name = name
    text = hoa.post(f"/nhap/{authorised(draft).key}/giay-to/van_ban_uy_quyen/", {"tep": upload}).content.decode()
    assert 'class="error-summary"' in text
    assert name in text
    assert not draft.papers.exists()


def test_no_file_chosen_says_which_is_wanted(hoa: Client, draft: Draft) -> None:
    text = hoa.post(f"/nhap/{authorised(draft).key}/giay-to/van_ban_uy_quyen/", {}).content.decode()
    assert "Hãy chọn tệp cho" in text


def test_the_check_page_shows_every_answer_paper_fee_and_date(hoa: Client, draft: Draft) -> None:
    text = hoa.get(f"/nhap/{draft.key}/kiem-tra/").content.decode()
    for word in ("Phường Điện Biên", "Trích lục khai sinh", "16.000 ₫", "Chưa cung cấp", "Thay đổi"):
        assert word in text


def test_sending_an_incomplete_draft_links_to_each_gap(hoa: Client, draft: Draft) -> None:
    authorised(draft)
    draft.answers = {**draft.answers, "so_luong": None}
    draft.save(update_fields=["answers"])
    response = hoa.post(f"/nhap/{draft.key}/kiem-tra/", {"cam_doan": "true"})
    text = response.content.decode()
    assert response.status_code == 422
    assert f'href="/nhap/{draft.key}/trang/so_ban/?kiem-tra#id_so_luong"' in text
    assert f'href="/nhap/{draft.key}/giay-to/van_ban_uy_quyen/"' in text
    assert not Dossier.objects.exists()


def test_sending_twice_gives_one_dossier_and_the_same_confirmation(hoa: Client, draft: Draft) -> None:
    first = hoa.post(f"/nhap/{draft.key}/kiem-tra/", {"cam_doan": "true"})
    second = hoa.post(f"/nhap/{draft.key}/kiem-tra/", {"cam_doan": "true"})
    code = Dossier.objects.get().code
    assert first["Location"] == second["Location"] == f"/ho-so/{code}/da-gui/"


def test_the_confirmation_says_what_happens_next_and_when(hoa: Client, dossier: Dossier) -> None:
    text = hoa.get(f"/ho-so/{dossier.code}/da-gui/").content.decode()
    assert dossier.code in text
    assert "09:00, Thứ Ba, 15/11/2022" in text, "eight working hours after nine on Monday"
    assert "Bộ phận Tiếp nhận và Trả kết quả" in text


def test_a_draft_can_be_thrown_away_after_asking(hoa: Client, draft: Draft) -> None:
    assert "Bỏ bản nháp này?" in hoa.get(f"/nhap/{draft.key}/bo/").content.decode()
    assert hoa.post(f"/nhap/{draft.key}/bo/")["Location"] == "/ho-so-cua-toi/"
    assert not Draft.objects.exists()


def test_a_session_that_ends_in_the_middle_of_a_page_loses_nothing(hoa: Client, draft: Draft) -> None:
    address = f"/nhap/{draft.key}/trang/so_ban/"
    cookie = hoa.cookies["sessionid"].value
    hoa.cookies["sessionid"] = "expired0expired0expired0expired0"
    sent = {"so_luong": "7", "mien_phi": "khong", "cam_doan": "true", "muc_dich": "Nhập học"}
    away = hoa.post(address, sent)
    assert away["Location"].startswith("/dang-nhap/?next=")
    hoa.cookies["sessionid"] = cookie
    offered = hoa.get(address)
    assert "Không mất nội dung nào" in offered.content.decode()
    assert hoa.post(address, dict(offered.context["values"])).status_code == 302
    draft.refresh_from_db()
    assert (draft.answers["so_luong"], draft.answers["muc_dich"]) == (7, "Nhập học")


def test_every_procedure_can_be_begun_and_looked_through_before_anything_is_answered(hoa: Client, office: Office) -> None:
    for content in list_procedures():
        if "online" not in content.channels:
            continue
        unit = bodies_performing(content.performed_by.body).first()
        assert unit is not None
        begun = hoa.post(f"/thu-tuc/{content.code}/nop/", {"unit": unit.pk})
        assert begun.status_code == 302, content.code
        key = newest().key
        for address in ("", "giay-to/", "kiem-tra/", "noi-nop/"):
            assert hoa.get(f"/nhap/{key}/{address}").status_code == 200, (content.code, address)
        assert hoa.post(f"/nhap/{key}/kiem-tra/", {"cam_doan": "true"}).status_code == 422, content.code


def test_a_draft_moves_to_the_newest_form_and_is_told_what_to_answer_again(office: Office) -> None:
    office.citizen()
    browser = logged_in(Account.objects.get(username="eid-038185004217"))
    unit = bodies_performing("so_gtvt").first()
    assert unit is not None
    browser.post("/thu-tuc/1.002809/nop/", {"unit": unit.pk})
    draft = newest()
    page = f"/nhap/{draft.key}/"
    with clock.frozen(datetime(2023, 12, 5, 9, 0, tzinfo=clock.VIETNAM)):
        first = form_of(draft.version_id).all_pages[0].id
        assert browser.get(f"{page}trang/{first}/")["Location"] == page, "no page of the old form is shown any more"
        assert browser.post(f"{page}kiem-tra/", {"cam_doan": "true"})["Location"] == page, "and nothing is sent under the old law"
        assert "Thủ tục đã thay đổi từ khi ông/bà bắt đầu" in browser.get(page).content.decode()
        assert browser.post(f"{page}mau-moi/")["Location"] == page
        text = browser.get(page).content.decode()
        assert "Xin khai lại" in text or "phù hợp với mẫu mới" in text
        assert "Thủ tục đã thay đổi" not in text
    draft.refresh_from_db()
    assert draft.version_id == version_in_force("1.002809", date(2023, 12, 5)).pk
