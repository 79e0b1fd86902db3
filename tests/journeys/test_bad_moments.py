"""Bad moments: a session that ended, a double click, files that are not what they seem. Nothing is lost, nothing happens twice."""

import pytest

from tests.journeys.browser_book import Turn, password, worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_papers import pdf, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
HOA = "vneid-038185004217"


def test_what_was_typed_outlives_a_session_that_ended(house: House) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="online")
    citizen = house.new_citizen()
    citizen.begin(worked)
    citizen.answer(worked, citizen.page_id())
    asked = citizen.page_id()
    citizen.fill({**worked.typed(asked), "ho_ten": ["Nguyễn Thị Mai Chưa Lưu"]})
    citizen.page.context.clear_cookies(name="sessionid")
    citizen.press()
    assert "/dang-nhap/" in citizen.page.url
    citizen.follow("/eid/vao/")
    citizen.agree(HOA)
    citizen.press()  # go on with what was typed
    assert citizen.page_id() != asked, citizen.text()
    citizen.open(f"{citizen.page.url.split('/trang/')[0]}/trang/{asked}/")
    assert citizen.page.locator("[name=ho_ten]").input_value() == "Nguyễn Thị Mai Chưa Lưu"


def test_an_officers_comment_outlives_a_session_that_ended(house: House) -> None:
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    house.official("dienbien.motcua").receive(code)
    examiner = house.new_official("dienbien.tuphap")
    examiner.open_task(code)
    examiner.page.locator("main input[value=propose]").check()
    examiner.page.locator("#id_comment").fill("Đã tra Sổ hộ tịch quyển 02.")
    examiner.page.context.clear_cookies(name="sessionid")
    examiner.press("section.act")
    examiner.follow("/dang-nhap/can-bo/")
    examiner.fill({"username": ["dienbien.tuphap"], "password": [password()]})
    examiner.press()
    if examiner.page.locator("main form input[type=hidden][name=comment]").count():
        examiner.press()
    house.official("dienbien.chutich").open_task(code)
    house.official("dienbien.chutich").sees("Đã tra Sổ hộ tịch quyển 02.")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_double_click_on_send_gives_one_dossier(house: House, script: bool) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="online")
    citizen = house.new_citizen("vneid-038302006645", java_script_enabled=script)
    citizen.open("/ho-so-cua-toi/")
    before = citizen.page.locator("main a[href*='/ho-so/H56']").count()
    citizen.begin(worked)
    citizen.answer_all(worked)
    citizen.attach_all(lambda _paper: False)
    oath = citizen.page.locator("#id_cam_doan")
    if oath.count():
        oath.check()
    citizen.button().dblclick()
    citizen.page.wait_for_url("**/da-gui/")
    citizen.open("/ho-so-cua-toi/")
    assert citizen.page.locator("main a[href*='/ho-so/H56']").count() == before + 1


def test_a_step_completed_twice_is_done_once_and_says_so(house: House) -> None:
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    house.official("dienbien.motcua").receive(code)
    first, second = house.official("dienbien.tuphap"), house.new_official("dienbien.tuphap")
    first.open_task(code)
    second.open_task(code)
    first.decide("propose")
    second.page.locator("main input[value=propose]").check()
    second.press("section.act")
    assert second.messages("bad"), second.text()[:500]
    house.official("dienbien.chutich").take_turn(code, Turn("approve", "", "", "approved"))


def test_files_that_cannot_be_taken_are_named_and_the_good_ones_are_kept(house: House) -> None:
    citizen = house.citizen()
    citizen.begin(worked_case(COPY_OF_EXTRACT, channel="online"))
    draft = citizen.page.url.split("/trang/")[0]
    citizen.open(f"{draft}/giay-to/giay_to_ho_tich_cu/")
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    citizen.page.locator("input[name=tep]").set_input_files(
        [
            {"name": "rong.pdf", "mimeType": "application/pdf", "buffer": b""},
            {"name": "anh.pdf", "mimeType": "application/pdf", "buffer": script},
            {"name": "anh-chup.jpg", "mimeType": "image/jpeg", "buffer": picture()},
        ]
    )
    citizen.go(citizen.page.locator("main form[enctype='multipart/form-data'] button[type=submit]").last.click)
    said = " ".join(citizen.errors())
    assert "rong.pdf" in said, said
    assert "anh.pdf" in said, said
    citizen.sees("anh-chup.jpg")
    citizen.page.locator("input[name=tep]").set_input_files(pdf(house.papers, "giay that"))
    citizen.go(citizen.page.locator("main form[enctype='multipart/form-data'] button[type=submit]").last.click)
    citizen.sees("giay_that.pdf")
