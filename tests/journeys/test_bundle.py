"""A family applies once after a death: the ward registers it, then the police; the family follows one dossier and holds both results."""

import re

import pytest

from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AFTER_A_DEATH = "2.002622"
STEPS = (
    ("Đăng ký khai tử", ("dienbien.tuphap", "dienbien.chutich")),
    ("Xóa đăng ký thường trú", ("dienbien.congan", "dienbien.truongcongan")),
)


def test_one_application_goes_to_two_agencies_and_comes_back_with_two_results(house: House) -> None:
    worked = worked_case(AFTER_A_DEATH, channel="desk", ends="resolved")
    citizen, desk = house.citizen(), house.official("dienbien.motcua")
    code = citizen.apply(worked)
    desk.receive(code)
    assert "Bắt đầu khi phần việc trước hoàn thành" in citizen.track(code)
    for name, people in STEPS:
        row = desk.page.locator("section:has(#h-bundle) tr", has_text=name)
        desk.until(f"/lam-viec/ho-so/{code}/", row.locator("a.code").count, f"the part {name}")
        part = row.locator("a.code").inner_text().strip()
        for username, outcome in zip(people, ("propose", "approved"), strict=True):
            official = house.official(username)
            official.open_task(part)
            official.decide(outcome)
    results = citizen.page.locator("section[aria-labelledby=h-parts] a[href$='/ket-qua/']")
    citizen.until(f"/ho-so/{code}/", lambda: results.count() == len(STEPS), "both results")
    addresses = [re.sub(r"^https?://[^/]+", "", result.get_attribute("href") or "") for result in results.all()]
    assert all(citizen.download(address).startswith(b"%PDF-") for address in addresses)
    citizen.until(f"/ho-so/{code}/", citizen.page.locator("main .tag-good").count, "the end of the whole")
    desk.hand_over(code)
    citizen.open("/ho-so-cua-toi/")
    assert code in citizen.text()
    assert part not in citizen.text(), "the family has one dossier"
