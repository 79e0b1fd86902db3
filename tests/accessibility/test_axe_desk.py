"""axe finds nothing on the pages of the hall, of appointments, of the public post, and of the other turns of a dossier."""

from typing import Any

import pytest

from tests.accessibility.reader import violations
from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
UNSIGNED: dict[str, Any] = {"bypass_csp": True}  # axe comes as a script of ours into the page; the policy is watched in all other tests
BOOKING = f"/lich-hen/dat/?noi=dien-bien&thu-tuc={COPY_OF_EXTRACT}"


def test_pages_of_the_hall_and_of_the_other_turns(house: House) -> None:
    citizen, desk = house.new_citizen(**UNSIGNED), house.new_official("dienbien.motcua", **UNSIGNED)
    head = house.new_official("dienbien.chutich", **UNSIGNED)
    wrong: list[str] = []

    def look(person: Visitor, address: str) -> None:
        person.open(address)
        wrong.extend(f"{address}: {one}" for one in violations(person.page))

    citizen.open(BOOKING)
    look(citizen, citizen.page.locator("main a[href*='ngay=']").nth(1).get_attribute("href") or "")
    citizen.page.locator("main input[type=radio]").first.check()
    citizen.press()
    booked = citizen.page.url.removeprefix(house.site.url)
    for address in (booked, "/buu-chinh/"):
        look(citizen, address)
    code = citizen.apply(worked_case(COPY_OF_EXTRACT, channel="online"), only=lambda _paper: False)
    desk.receive(code)
    for address in ("hang-doi/", "buu-chinh/", "ngoai-tuyen/", f"ho-so/{code}/rut/"):
        look(desk, f"/lam-viec/{address}")
    for address in (f"ho-so/{code}/xin-loi/", "quay-giao-dich/"):
        look(head, f"/lam-viec/{address}")
    look(citizen, "/bang-so/dien-bien/")
    desk.open("/lam-viec/hang-doi/")
    desk.go(desk.page.locator("button[value=kiosk]").click)
    look(desk, f"/may-lay-so/dien-bien/?linh-vuc=ho_tich&thu-tuc={COPY_OF_EXTRACT}")
    assert not wrong, "\n".join(wrong)
