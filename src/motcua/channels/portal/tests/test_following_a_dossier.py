"""The owner follows a dossier; others see little or nothing."""

from io import BytesIO

import pytest
from django.test import Client

from motcua.blocks.accounts.api import Account
from motcua.blocks.files.api import read_bytes
from motcua.blocks.workflow.api import open_tasks
from motcua.channels.portal import guessing
from motcua.channels.portal.models import LookupAttempt, Opinion
from motcua.channels.portal.tests.people import logged_in
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Result,
    Status,
    SupplementItem,
    complete_task,
    dossier_file,
    receive_dossier,
    refuse_dossier,
    request_supplement,
    sign_result,
)
from tests.office import Office

HOA = "038185004217"


def received(office: Office, dossier: Dossier) -> Dossier:
    return receive_dossier(dossier.code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))


def resolved(office: Office, dossier: Dossier) -> Result:
    received(office, dossier)
    for post, outcome in (("tuphap", "propose"), ("chutich", "approved")):
        task = open_tasks("dossier", dossier.pk).get()
        complete_task(task.pk, decision=Decision(outcome), actor=office.actor(f"dienbien.{post}"))
    return sign_result(dossier.pk, actor=SYSTEM)


def asked(office: Office, dossier: Dossier) -> None:
    items = [SupplementItem("van_ban_uy_quyen", "Văn bản ủy quyền", what="Chưa có chữ ký")]
    request_supplement(dossier.code, items=items, reason="Thiếu văn bản ủy quyền.", actor=office.actor("dienbien.motcua"))


def test_my_dossiers_lists_drafts_and_dossiers(hoa: Client, dossier: Dossier) -> None:
    text = hoa.get("/ho-so-cua-toi/").content.decode()
    assert dossier.code in text
    assert "/nhap/" not in text


def test_the_page_of_a_dossier_says_where_it_is(hoa: Client, office: Office, dossier: Dossier) -> None:
    before = hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "Bộ phận Một cửa kiểm tra giấy tờ" in before
    received(office, dossier)
    text = hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "Nơi đang giữ" in text
    assert "17:00, Thứ Hai, 14/11/2022" in text
    assert "Còn lại" in text
    assert '<svg class="process"' in text
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in text


def test_a_foreign_dossier_is_as_if_it_were_not_there(stranger: Client, dossier: Dossier) -> None:
    for address in ("", "da-gui/", "rut/", "bo-sung/", "phieu/1/", "tep/1/", "ket-qua/"):
        assert stranger.get(f"/ho-so/{dossier.code}/{address}").status_code == 404
    assert stranger.post(f"/ho-so/{dossier.code}/rut/").status_code == 404
    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED


def test_an_official_is_sent_to_his_own_workplace(office: Office, dossier: Dossier) -> None:
    clerk = logged_in(Account.objects.get(username="dienbien.tuphap"))
    assert clerk.get(f"/ho-so/{dossier.code}/").status_code == 403


def test_withdrawal_asks_first_and_then_ends_the_dossier(hoa: Client, dossier: Dossier) -> None:
    assert "Rút hồ sơ này?" in hoa.get(f"/ho-so/{dossier.code}/rut/").content.decode()
    assert hoa.post(f"/ho-so/{dossier.code}/rut/", {"ly_do": "Tôi không cần nữa"})["Location"] == f"/ho-so/{dossier.code}/"
    dossier.refresh_from_db()
    assert (dossier.status, dossier.ended_reason) == (Status.WITHDRAWN, "Tôi không cần nữa")
    text = hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "/rut/" not in text


def test_a_supplement_lists_everything_and_is_sent_once(hoa: Client, office: Office, dossier: Dossier, pdf: bytes) -> None:
    asked(office, dossier)
    assert "Hồ sơ còn thiếu" in hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    address = f"/ho-so/{dossier.code}/bo-sung/"
    text = hoa.get(address).content.decode()
    assert "Thiếu văn bản ủy quyền." in text
    assert "Chưa có chữ ký" in text
    empty = hoa.post(address, {"gui": "1", "ghi_chu": "Xin xem"})
    assert empty.status_code == 422
    assert 'href="#id_tep_van_ban_uy_quyen"' in empty.content.decode()
    assert "Xin xem" in empty.content.decode()
    upload = BytesIO(pdf)
    upload.name = "uy-quyen.pdf"
    sent = hoa.post(address, {"gui": "1", "tep_van_ban_uy_quyen": upload})
    assert sent["Location"] == f"/ho-so/{dossier.code}/"
    dossier.refresh_from_db()
    assert dossier.status == Status.SUBMITTED
    assert hoa.get(address).status_code == 302


def test_a_refusal_shows_its_reason_and_the_slip(hoa: Client, office: Office, dossier: Dossier) -> None:
    slip = refuse_dossier(dossier.code, reason="Không thuộc thẩm quyền của phường.", actor=office.actor("dienbien.motcua"))
    text = hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "Không thuộc thẩm quyền của phường." in text
    assert "khiếu nại" in text
    printed = hoa.get(f"/ho-so/{dossier.code}/phieu/{slip.pk}/")
    assert printed.content[:5] == b"%PDF-"


def test_the_result_is_taken_home_and_verified_by_anybody(hoa: Client, client: Client, office: Office, dossier: Dossier) -> None:
    result = resolved(office, dossier)
    assert result.file is not None
    assert "Đã có kết quả" in hoa.get(f"/ho-so/{dossier.code}/").content.decode()
    taken = hoa.get(f"/ho-so/{dossier.code}/ket-qua/").content
    assert taken == read_bytes(result.file)

    by_code = client.get(f"/xac-minh/?ma={result.verification_code}")
    assert by_code.status_code == 200
    assert result.signer_name in by_code.content.decode()
    assert "Nguyễn Thị Hoa" not in by_code.content.decode(), "the owner's name is nobody's business"

    upload = BytesIO(taken)
    upload.name = "ket-qua.pdf"
    by_file = client.post("/xac-minh/", {"tep": upload}).content.decode()
    assert "banner-good" in by_file
    assert "Chính tệp này do tỉnh cấp." in by_file

    changed = BytesIO(taken.replace(b"/Type", b"/Typf", 1))
    changed.name = "sua.pdf"
    assert "banner-good" not in client.post("/xac-minh/", {"tep": changed}).content.decode()


@pytest.mark.django_db
def test_verification_tells_what_is_wrong_with_the_question(client: Client) -> None:
    assert client.get("/xac-minh/?ma=KHONGCO").status_code == 404
    assert client.post("/xac-minh/").status_code == 422
    text = BytesIO(b"not a pdf")
    text.name = "a.pdf"
    assert "Đây không phải tệp PDF" in client.post("/xac-minh/", {"tep": text}).content.decode()


def test_without_login_code_and_number_give_the_state_and_nothing_personal(client: Client, dossier: Dossier) -> None:
    assert f'value="{dossier.code}"' in client.get(f"/tra-cuu/?ma={dossier.code}").content.decode()
    text = client.post("/tra-cuu/", {"ma": dossier.code.lower(), "so": HOA}).content.decode()
    assert "Đăng nhập để xem từng bước" in text
    assert "Nguyễn Thị Hoa" not in text


def test_code_or_number_wrong_sounds_the_same(client: Client, dossier: Dossier) -> None:
    wrong_number = client.post("/tra-cuu/", {"ma": dossier.code, "so": "038185004218"})
    wrong_code = client.post("/tra-cuu/", {"ma": "H56.1-221114-0009", "so": HOA})
    assert wrong_number.status_code == wrong_code.status_code == 404
    assert wrong_number.context["errors"][0].text == wrong_code.context["errors"][0].text


def test_guessing_is_stopped_even_with_the_right_answer_at_last(client: Client, dossier: Dossier) -> None:
    for _ in range(guessing.MOST_PER_CODE):
        client.post("/tra-cuu/", {"ma": dossier.code, "so": "038185004218"})
    assert client.post("/tra-cuu/", {"ma": dossier.code, "so": HOA}).status_code == 429
    assert HOA not in str(list(LookupAttempt.objects.values_list("key", flat=True)))
    elsewhere = client.post("/tra-cuu/", {"ma": dossier.code, "so": HOA}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 429, "the dossier is guarded whoever asks"


def test_the_owner_sees_who_looked_and_what_for(hoa: Client, office: Office, dossier: Dossier) -> None:
    assert "Chưa có ai xem dữ liệu của ông/bà" in hoa.get("/du-lieu-cua-toi/").content.decode()
    clerk = office.actor("dienbien.motcua")
    dossier_file(dossier.code, purpose="processing", actor=clerk)
    text = hoa.get("/du-lieu-cua-toi/").content.decode()
    assert clerk.name in text
    assert "Để giải quyết hồ sơ của ông/bà" in text
    assert dossier.code in text


@pytest.mark.django_db
def test_an_opinion_is_kept_without_a_name(client: Client) -> None:
    wrong = client.post("/gop-y/", {"loi": "Hay"})
    assert wrong.status_code == 422
    assert "Hay" in wrong.content.decode()
    client.post("/gop-y/", {"diem": "5", "loi": "Hay", "ve": "2.000635"})
    opinion = Opinion.objects.get()
    assert (opinion.about, opinion.score, opinion.text) == ("2.000635", 5, "Hay")
