"""Somebody without script and without login tells of rubbish; the ward answers, strikes out the name and publishes."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browser_house import PHONE, House
from tests.journeys.browser_official import Official

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TOLD = "Rác thải không được thu gom ba ngày nay. Xin gọi tôi, Nguyễn Thị Hoa, số 0912 345 601."
PATIENCE = 4_500  # a form sent faster than a person writes is kept aside


def sent(page: Page) -> tuple[str, str]:
    """Fill in the form as a person does; code and secret of the receipt."""
    page.goto("/phan-anh/")
    page.locator("a[href='/phan-anh/gui/']").click()
    page.locator("input[name=kind][value=field_issue]").check()
    page.locator("select[name=topic]").select_option("moi_truong")
    answers = {"title": "Rác thải ùn ứ", "text": TOLD, "place-area": "Phường Điện Biên, Thành phố Thanh Hóa"}
    for name, text in {**answers, "name": "Nguyễn Thị Hoa", "phone": "0912 345 601"}.items():
        page.locator(f"[name={name}]").fill(text)
    page.wait_for_timeout(PATIENCE)
    page.locator("main form button[type=submit]").click()
    code, secret = page.locator(".panel .code").all_inner_texts()
    return code, secret


def did(official: Official, code: str, verb: str, **given: str) -> None:
    """One page of the workspace: fill in, send, be sure, prove who signs."""
    page = official.page
    official.open(f"/lam-viec/phan-anh/{code}/{verb}/")
    for name, text in given.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
    page.locator("main form button[type=submit]").first.click()
    if page.locator("[name=confirmed]").count():
        official.press()
    assert official.messages("good"), official.text()[:600]


def test_the_ward_answers_what_somebody_told_and_nobody_learns_who(house: House) -> None:
    visitor = house.window(viewport=PHONE, java_script_enabled=False)
    code, secret = sent(visitor)
    did(house.official("kiemsoat.pakn"), code, "chuyen", reason="Thuộc địa bàn phường")
    did(house.official("dienbien.motcua"), code, "tiep-nhan")
    did(house.official("dienbien.motcua"), code, "phan-cong", unit="Địa chính - Xây dựng - Đô thị và Môi trường")
    did(house.official("dienbien.diachinh"), code, "du-thao", text="Phường đã thu gom rác. Cảm ơn bà Nguyễn Thị Hoa.")
    did(house.official("dienbien.chutich"), code, "phe-duyet")
    editor = house.official("dienbien.diachinh")
    editor.open(f"/lam-viec/phan-anh/{code}/cong-khai/")
    assert editor.page.locator("input[name=marks]:checked").count() == 3
    editor.page.locator("button[name=publish]").click()
    assert editor.messages("good"), editor.text()[:600]
    anybody = house.window(viewport=PHONE, java_script_enabled=False)
    anybody.goto(f"/phan-anh/{code}/")
    public = anybody.locator("main").inner_text()
    assert "Phường đã thu gom rác" in public
    assert "Hoa" not in public
    assert "345" not in public
    anybody.goto("/phan-anh/theo-doi/")
    anybody.locator("[name=ma]").fill(code)
    anybody.locator("[name=bi_mat]").fill(secret)
    anybody.locator("main form button[type=submit]").click()
    anybody.locator("input[name=rating][value=satisfied]").check()
    anybody.locator("form[action$='/danh-gia/'] button").click()
    assert "Hài lòng" in anybody.locator("main").inner_text()
