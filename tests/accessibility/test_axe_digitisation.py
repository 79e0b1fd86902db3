"""axe finds nothing on the pages of digitisation: photographs at the counter and at home, the list, the form, the approval."""

import pytest

from tests.accessibility.test_axe import COPY_OF_EXTRACT, UNSIGNED, of
from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House
from tests.sheets import photograph

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAPER = "giay_to_ho_tich_cu"


def test_pages_of_digitisation(house: House) -> None:
    wrong: list[str] = []
    code = house.citizen().apply(worked_case(COPY_OF_EXTRACT, channel="online"))
    desk = house.new_official("dienbien.motcua", **UNSIGNED)
    desk.receive(code)
    desk.open(f"/lam-viec/ho-so/{code}/quet/{PAPER}/")
    pictures = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph(blur=n)} for n in (0, 6)]
    desk.page.locator("main input[type=file]").first.set_input_files(pictures)  # type: ignore[arg-type] # as Playwright names them
    desk.go(desk.page.locator("main form:has(input[type=file]) button").last.click)
    desk.page.locator("main img").first.wait_for()
    wrong += of(desk, "scan, one page blurred")
    desk.page.locator("main [name=van_giu]").check()
    desk.press()
    for address in ("so-hoa/", f"ho-so/{code}/so-hoa/?tim=hoa"):
        desk.open(f"/lam-viec/{address}")
        wrong += of(desk, address)
    desk.go(desk.page.locator(f"main a.button[href*='/ho-so/{code}/so-hoa/']").first.click)
    desk.press()
    wrong += of(desk, "check and sign, with errors")
    desk.page.locator("main [name=copy_kind][value='0']").check()
    desk.page.locator("main [name=compared]").check()
    desk.press()
    head = house.new_official("dienbien.chutich", **UNSIGNED)
    head.open("/lam-viec/so-hoa/")
    wrong += of(head, "for approval")
    head.go(head.page.locator("#h-drafts ~ .table-wrap a").first.click)
    wrong += of(head, "look and decide")
    assert not wrong, "\n".join(wrong)
