"""A fee is paid online: from the confirmation to the gateway's page and back, and the receipt is there."""

import pytest

from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"


def test_a_citizen_pays_at_the_gateway_and_takes_the_receipt_home(house: House) -> None:
    citizen = house.citizen()
    code = citizen.apply(worked_case(COPY_OF_EXTRACT, channel="online", ends="resolved"))
    citizen.follow(f"/ho-so/{code}/thanh-toan/")
    citizen.page.locator("main input[name=cong][value=paygov]").check()
    citizen.go(citizen.button().click)
    assert "/paygov/trang/" in citizen.page.url, citizen.text()
    citizen.go(citizen.page.locator("button[value=pay]").click)
    citizen.sees("Đã nộp")
    address = citizen.page.locator("main a[href*='/bien-lai/']").first.get_attribute("href")
    receipt = citizen.page.request.get(f"{house.site.url}{address}")
    assert receipt.body().startswith(b"%PDF"), receipt.status
    citizen.open(f"/ho-so/{code}/")
    assert not citizen.page.locator("main .banner a[href$='/thanh-toan/']").count(), "nothing is owed any more"
    house.official("dienbien.motcua").receive(code)
