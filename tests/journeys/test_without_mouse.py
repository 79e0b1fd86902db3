"""The keyboard alone is enough, for a citizen and for an officer."""

import re

import pytest

from tests.journeys.browser_book import password, worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_keys import Keys
from tests.journeys.browser_papers import pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"


def test_a_citizen_finds_applies_and_sends_with_the_keyboard(house: House) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="online")
    page = house.window()
    keys = Keys(page)
    page.goto("/")
    assert keys.tab()["href"] == "#noi-dung", "the first Tab offers to skip to the content"
    keys.to(name="q")
    page.keyboard.type("trich luc ho tich")
    keys.enter()
    keys.follow(href=f"/thu-tuc/{COPY_OF_EXTRACT}/")
    keys.follow(href="/nop/")
    keys.follow(href="/eid/vao/")
    keys.to(name="citizen")
    keys.to(value="agree")
    keys.enter()
    keys.to(name="unit")
    page.keyboard.press("Space")
    keys.to(kind="submit")
    keys.enter()
    while found := re.search(r"/trang/([^/]+)/", page.url):
        keys.fill_page(worked.typed(found[1]))
        assert not page.url.endswith(f"/trang/{found[1]}/"), page.locator(".error-summary").all_inner_texts()
    keys.follow(href="/giay-to/giay_to_ho_tich_cu/")
    keys.choose_file(pdf(house.papers, "giay to cu"))
    keys.to(kind="submit")
    keys.enter()
    assert "SHA-256" in page.locator("main").inner_text()
    keys.follow(href="/giay-to/")
    keys.follow(href="/kiem-tra/")
    keys.fill_page({"cam_doan": ["true"]})
    assert "/da-gui/" in page.url, page.locator(".error-summary").all_inner_texts()


def test_an_officer_receives_with_the_keyboard(house: House) -> None:
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    page = house.window()
    keys = Keys(page)
    page.goto("/lam-viec/")
    keys.follow(href="/dang-nhap/can-bo/")
    keys.fill_page({"username": ["dienbien.motcua"], "password": [password()]})
    keys.follow(href="/lam-viec/cho-tiep-nhan/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('table') !== null"), "j moves into the table of work"
    keys.follow(href=f"/ho-so/{code}/")
    keys.follow(href=f"/ho-so/{code}/tiep-nhan/")
    keys.fill_page({"fee_collected": ["true"]})
    assert page.locator("main .banner-good[role=status]").count(), page.locator("main").inner_text()[:500]


def test_errors_are_reached_at_once_and_lead_to_their_fields(house: House) -> None:
    citizen = house.citizen()
    citizen.begin(worked_case(COPY_OF_EXTRACT, channel="online"))
    page, keys = citizen.page, Keys(citizen.page)
    page.locator("[name=nyc_ho_ten]").fill("")
    citizen.press()
    assert page.evaluate("document.activeElement.matches('.error-summary')"), "the reader hears the errors first"
    assert page.title().startswith("Lỗi"), page.title()
    keys.tab()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "nyc_ho_ten"
