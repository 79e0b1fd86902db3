"""axe finds nothing on the pages of money, vault, feedback, rating and messages: a citizen's, the desk's and the auditor's."""

import pytest

from tests.accessibility.reader import violations
from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_person import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UNSIGNED = {"bypass_csp": True}  # axe comes as a script of ours into the page
ANYBODY = ("/danh-gia/", "/phan-anh/gui/")
CITIZEN = ("/kho/", "/kho/chia-se/moi/", "/kho/goi/", "/tin-nhan/cach-nhan/")
DESK = ("bien-lai/", "buu-chinh/", "phan-anh/ghi-nhan/")


def test_pages_of_money_vault_feedback_and_rating(house: House) -> None:
    wrong: list[str] = []

    def look(person: Visitor, *addresses: str) -> None:
        for address in addresses:
            person.open(address)
            wrong.extend(f"{address}: {one}" for one in violations(person.page))

    citizen = house.new_citizen(**UNSIGNED)
    code = citizen.apply(worked_case("2.000635", channel="online", ends="resolved"))
    look(citizen, f"/ho-so/{code}/thanh-toan/", *CITIZEN)
    look(Visitor(house.window(**UNSIGNED), house.papers), *ANYBODY)
    desk = house.new_official("dienbien.motcua", **UNSIGNED)
    look(desk, f"/lam-viec/ho-so/{code}/thu-phi/", *(f"/lam-viec/{page}" for page in DESK))
    desk.open("/lam-viec/hang-doi/")
    desk.go(desk.page.locator("button[value=tablet]").click)
    wrong += [f"tablet: {one}" for one in violations(desk.page)]
    look(house.new_official("kiemsoat.tinh", **UNSIGNED), "/lam-viec/doi-soat/")
    assert not wrong, "\n".join(wrong)
