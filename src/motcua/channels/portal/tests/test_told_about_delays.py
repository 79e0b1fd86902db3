"""What the owner reads when a result comes late, when papers are asked for, and when a result waits."""

from datetime import datetime, timedelta

from django.test import Client

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import Dossier, remind_of_result, sign_apology
from tests import life
from tests.office import Office

NEW = datetime(2022, 11, 18, 16, 30, tzinfo=VIETNAM)


def page(client: Client, dossier: Dossier) -> str:
    return client.get(f"/ho-so/{dossier.code}/").content.decode()


def test_an_apology_shows_both_dates_the_reason_and_the_letter(hoa: Client, office: Office) -> None:
    dossier = life.received(office)
    slip = sign_apology(dossier.code, reason="Chờ tra sổ gốc.", new_due=NEW, actor=office.actor("dienbien.chutich"))
    text = page(hoa, dossier)
    for words in ("Xin lỗi Ông/Bà", "Chờ tra sổ gốc.", "16:30, Thứ Sáu, 18/11/2022", "17:00, Thứ Hai, 14/11/2022", f"/phieu/{slip.pk}/"):
        assert words in text, words
    assert hoa.get(f"/ho-so/{dossier.code}/phieu/{slip.pk}/").status_code == 200


def test_a_draft_of_an_apology_and_a_wish_for_the_head_are_the_offices_own_business(hoa: Client, office: Office) -> None:
    dossier = life.taken_in(life.answered(life.asked_at_intake(office), office), office)
    items = [life.AUTHORISATION]
    life.request_supplement(dossier.code, items=items, reason="Bí mật nội bộ.", actor=office.actor("dienbien.tuphap"))
    text = page(hoa, dossier)
    assert "Bí mật nội bộ." not in text
    assert "lãnh đạo" not in text.lower()


def test_a_pause_names_its_law_and_the_end_of_the_term(hoa: Client, office: Office) -> None:
    text = page(hoa, life.owing(office))
    assert "NĐ 61/2018/NĐ-CP, Điều 19; nghĩa vụ tài chính" in text
    assert "Vui lòng trả lời trước 09:00, Thứ Tư, 14/12/2022" in text


def test_a_result_that_waits_says_so_and_public_tracking_tells_the_new_date(hoa: Client, office: Office) -> None:
    dossier = life.resolved(office)
    with clock.frozen(clock.now() + timedelta(days=10)):
        remind_of_result(dossier.pk, actor=SYSTEM)
    assert "Kết quả đang chờ Ông/Bà nhận" in page(hoa, dossier)
    late = life.received(office)
    sign_apology(late.code, reason="Chờ tra sổ gốc.", new_due=NEW, actor=office.actor("dienbien.chutich"))
    told = Client().post("/tra-cuu/", {"ma": late.code, "so": "038185004217"}).content.decode()
    assert "18/11/2022" in told
    assert "Chờ tra sổ gốc." not in told
