"""From the ticket machine over the board to the intake: three devices, no login at the machine."""

import pytest

from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
MACHINE, BOARD, QUEUE = "/may-lay-so/dien-bien/", "/bang-so/dien-bien/", "/lam-viec/hang-doi/"


def test_a_ticket_from_the_machine_is_called_on_the_board_and_taken_in(house: House) -> None:
    officer = house.official("dienbien.motcua")
    officer.open(QUEUE)
    officer.go(lambda: officer.page.locator("button[value=kiosk]").click())
    page = officer.page  # this device is the machine now; nobody need be logged in there
    page.goto(f"{house.site.url}{MACHINE}")
    page.locator("a[href='?linh-vuc=ho_tich']").click()
    page.locator(f"a[href*='thu-tuc={COPY_OF_EXTRACT}']").click()
    page.locator("button[value=elderly]").click()
    page.wait_for_url("**/so-thu-tu/**")
    number = page.locator(".ticket-number").inner_text()
    assert page.locator(".ticket-qr svg").count(), "the phone follows the ticket by this code"
    phone = house.window()
    phone.goto(page.url.partition("?")[0])
    assert number in phone.locator("main").inner_text()

    officer.open(QUEUE)
    page.locator("#id_counter").select_option(label="Quầy số 1")
    officer.go(lambda: page.locator("form:has(#id_counter) button").click())
    for _someone_before in range(9):
        if page.locator(".banner", has_text=number).count():
            break
        if page.locator("button[value=finish]").count():
            officer.go(lambda: page.locator("button[value=finish]").click())
        officer.go(lambda: page.locator("button[value=next]").click())
    board = house.window()
    board.goto(f"{house.site.url}{BOARD}")
    assert number in board.locator(".called").inner_text()
    phone.reload()
    assert "Quầy số 1" in phone.locator("main").inner_text()
    officer.go(lambda: page.locator("main a[href$='/tiep-nhan/']").click())
    assert f"/tiep-nhan/{COPY_OF_EXTRACT}/?so=" in page.url
