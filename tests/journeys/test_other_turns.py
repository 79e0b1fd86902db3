"""What else can happen to a dossier: something is missing, it is refused, taken back, sent back, stopped."""

import pytest

from tests.journeys.browser_book import Turn, worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
DESK = "dienbien.motcua"
EXAMINER, LEADER = "dienbien.tuphap", "dienbien.chutich"
EXAMINE, APPROVE = Turn("examine", "", "", "propose"), Turn("approve", "", "", "approved")


def applied(house: House) -> str:
    return house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)


def test_what_is_missing_is_asked_for_once_and_handed_in(house: House) -> None:
    citizen, desk = house.citizen(), house.official(DESK)
    code = applied(house)
    desk.ask_supplement(code, ["giay_to_ho_tich_cu"], "Ảnh chụp giấy tờ cũ để tra cứu đúng số đăng ký.")
    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Ảnh chụp giấy tờ cũ để tra cứu đúng số đăng ký.")
    citizen.until(f"/ho-so/{code}/", lambda: citizen.page.locator("main a[href*='/phieu/']").count(), "slip 02")
    assert citizen.download("/phieu/").startswith(b"%PDF-")
    citizen.answer_supplement(code, ["giay_to_ho_tich_cu"])
    desk.ask_supplement(code, ["giay_to_ho_tich_cu"], "Vẫn mờ.")
    assert "Chưa gửi cho người dân" in " ".join(desk.messages("good")), "at one stage the law allows one request; the head decides"
    desk.receive(code)
    house.official(EXAMINER).open_task(code)
    house.official(EXAMINER).sees("bo_sung_giay_to_ho_tich_cu")


def test_a_refusal_tells_the_citizen_the_reason_and_what_can_be_done(house: House) -> None:
    citizen, code = house.citizen(), applied(house)
    house.official(DESK).refuse(code, "Sự kiện này đăng ký tại tỉnh khác; xin nộp tại nơi đã đăng ký.")
    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Sự kiện này đăng ký tại tỉnh khác")
    citizen.until(f"/ho-so/{code}/", lambda: citizen.page.locator("main a[href*='/phieu/']").count(), "slip 03")
    assert citizen.download("/phieu/").startswith(b"%PDF-")
    assert not citizen.page.locator("main a[href$='/rut/']").count()


def test_a_withdrawn_dossier_leaves_the_inbox_of_whoever_worked_on_it(house: House) -> None:
    citizen, examiner, code = house.citizen(), house.official(EXAMINER), applied(house)
    house.official(DESK).receive(code)
    examiner.open("/lam-viec/")
    assert examiner.page.locator(f"main a[href*='/ho-so/{code}/']").count()
    citizen.withdraw(code, "Tôi đã tìm thấy bản cũ.")
    citizen.sees("Tôi đã tìm thấy bản cũ.")
    examiner.open("/lam-viec/")
    assert not examiner.page.locator(f"main a[href*='/ho-so/{code}/']").count()


def test_a_leader_sends_back_with_a_reason_that_the_specialist_reads(house: House) -> None:
    examiner, leader, code = house.official(EXAMINER), house.official(LEADER), applied(house)
    house.official(DESK).receive(code)
    examiner.take_turn(code, EXAMINE)
    leader.open_task(code)
    leader.decide("sent_back", "Ghi sai số đăng ký, xin đối chiếu lại.")
    examiner.open_task(code)
    examiner.sees("Ghi sai số đăng ký, xin đối chiếu lại.")
    examiner.decide("propose", "Đã đối chiếu.")
    leader.take_turn(code, APPROVE)
    assert house.citizen().fetch_result(code).startswith(b"%PDF-")


def test_processing_stops_with_a_reason_when_the_event_is_not_in_the_book(house: House) -> None:
    citizen, code = house.citizen(), applied(house)
    house.official(DESK).receive(code)
    house.official(EXAMINER).open_task(code)
    house.official(EXAMINER).decide("not_eligible", "Không tìm thấy sự kiện trong Sổ hộ tịch.")
    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Không tìm thấy sự kiện trong Sổ hộ tịch.")
    assert citizen.page.locator("main .banner-bad").count()


def test_who_read_the_data_is_told_to_its_owner_and_found_by_the_auditor(house: House) -> None:
    citizen, auditor, code = house.citizen(), house.official("kiemsoat.tinh"), applied(house)
    house.official(DESK).receive(code)
    house.official(EXAMINER).open_task(code)
    citizen.open("/du-lieu-cua-toi/")
    citizen.sees("Nguyễn Văn Hùng")
    auditor.open(f"/lam-viec/kiem-toan/?ma={code}")
    auditor.sees("Nguyễn Văn Hùng")


def test_an_official_of_another_commune_does_not_see_the_dossier(house: House) -> None:
    code = applied(house)
    stranger = house.official("hoangquang.tuphap")
    stranger.open(f"/lam-viec/ho-so/{code}/", status=404)
    stranger.open("/lam-viec/ho-so/")
    assert code not in stranger.text()
    house.citizen("vneid-038078011358").open(f"/ho-so/{code}/", status=404)


def test_the_vice_chairman_signs_on_behalf_of_the_absent_chairman(house: House) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="desk", ends="resolved")
    code = house.official("hoangquang.motcua").take_in(worked, "038078011358")
    house.official("hoangquang.tuphap").take_turn(code, EXAMINE)
    deputy = house.official("hoangquang.phochutich")
    deputy.open_task(code)
    deputy.decide("approved")
    owner = house.citizen("vneid-038078011358")
    result = owner.fetch_result(code)
    owner.sees("Hoàng Văn Sơn")
    assert house.anybody().check_document(result).startswith("good")


def test_two_who_receive_the_same_dossier_at_once_receive_it_once(house: House) -> None:
    code = applied(house)
    first, second = house.official(DESK), house.new_official(DESK)
    for officer in (first, second):
        officer.open(f"/lam-viec/ho-so/{code}/tiep-nhan/")
        officer.page.locator("input[name=fee_collected]").check()
    first.press(".beside")
    assert first.messages("good")
    second.press(".beside")
    assert second.messages("bad"), second.text()[:600]
    slips = second.page.locator("main .papers a[href*='/phieu/']")
    assert slips.count() == 1


def test_the_numbers_of_all_dossiers_add_up(house: House) -> None:
    """Received is resolved, pending, withdrawn or stopped; what waits for a supplement at intake is not received yet."""
    code, auditor = applied(house), house.official("kiemsoat.tinh")
    house.official(DESK).ask_supplement(code, ["giay_to_ho_tich_cu"], "Cần ảnh giấy tờ cũ.")

    def add_up() -> bool:
        count = {name: auditor.number(name, "") for name in ("received", "resolved", "pending", "ended_without_result")}
        return count.pop("received") == sum(count.values()) > 0

    auditor.until("/lam-viec/chi-so/", add_up, "numbers that add up")


def test_public_tracking_tells_the_state_and_nothing_personal(house: House) -> None:
    code = applied(house)
    anybody = house.anybody()
    anybody.open("/tra-cuu/")
    for name, kind in anybody.inputs():
        if kind in ("text", "search", "tel"):
            anybody.enter(name, kind, [code if name == "ma" else "038185004217"])
    anybody.press()
    anybody.sees(code)
    assert "Nguyễn Thị Hoa" not in anybody.text()
