"""Each of the twelve procedures from a citizen's phone, or from the counter, to the result in the citizen's hand."""

import pytest

from tests.journeys.browser_book import Worked, holder, worked_case
from tests.journeys.browser_house import House
from tests.journeys.browser_official import Official

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WITH_A_PAPER = ["1.000656", "1.000894", "1.001193", "1.001612", "1.001776", "1.002809", "2.000488", "2.000635", "2.000815"]
LAND_CHANGE, NEW_COMPANY, SALES_PROMOTION = "1.002993", "2.001583", "2.000033"
ENTERPRISE = "vneid-org-2809999903"
HOA = "038185004217"


def works_through(house: House, code: str, worked: Worked) -> None:
    """Everybody who has a task does it, in the order of the worked case."""
    for turn in worked.turns():
        house.post(turn.unit, turn.role).take_turn(code, turn)


def desk_of(house: House, worked: Worked) -> Official:
    """The officer at the one-stop desk of the competent body."""
    return house.official(holder(f"{worked.body}/mot_cua", "desk_officer"))


def auditor_of(house: House) -> Official:
    return house.post("38", "auditor")


def is_genuine(house: House, result: bytes, check_address: str) -> None:
    """Anybody can check the document: by the file, and by the code under its QR."""
    anybody = house.anybody()
    assert anybody.check_document(result).startswith("good"), anybody.text()
    assert anybody.check_code(check_address.partition("ma=")[2]).startswith("good"), anybody.text()
    assert anybody.check_document(result[:-200] + b"0" * 200).startswith("bad"), anybody.text()


def numbers_move(house: House, worked: Worked, before: dict[str, int]) -> None:
    """The indicators count the dossier as soon as the worker has seen its events."""
    auditor = auditor_of(house)
    for name, number in before.items():
        address = f"/lam-viec/chi-so/?thu-tuc={worked.code}"
        auditor.until(address, lambda name=name, number=number: auditor.number(name, worked.code) == number + 1, f"one more {name}")


def numbers_now(house: House, worked: Worked) -> dict[str, int]:
    return {name: auditor_of(house).number(name, worked.code) for name in ("received", "resolved")}


@pytest.mark.parametrize("code", WITH_A_PAPER)
def test_a_citizen_applies_by_phone_and_holds_a_signed_result_that_anybody_can_check(house: House, code: str) -> None:
    worked = worked_case(code, channel="online", ends="resolved")
    before = numbers_now(house, worked)
    citizen, desk = house.citizen(), desk_of(house, worked)
    dossier = citizen.apply(worked)
    desk.receive(dossier)
    works_through(house, dossier, worked)
    result = citizen.fetch_result(dossier)
    check_address = citizen.page.locator("main a[href*='/xac-minh/?ma=']").get_attribute("href") or ""
    is_genuine(house, result, check_address)
    desk.hand_over(dossier)
    assert dossier in citizen.track(dossier)
    numbers_move(house, worked, before)


def test_land_change_waits_for_the_tax_and_the_wait_does_not_count(house: House) -> None:
    worked = worked_case(LAND_CHANGE, channel="desk", ends="resolved")
    before = numbers_now(house, worked)
    citizen, desk = house.citizen(), desk_of(house, worked)
    dossier = desk.take_in(worked, HOA)
    turns = {turn.node: turn for turn in worked.turns()}
    for node in ("examine", "tax_notice"):
        house.post(turns[node].unit, turns[node].role).take_turn(dossier, turns[node])
    officer = house.post(turns["obligation"].unit, turns["obligation"].role)
    officer.notify_obligation(dossier, "TB-1234/2022", "Chi cục Thuế thành phố Thanh Hóa", "12.500.000")
    assert "12.500.000" in citizen.track(dossier)
    due_while_waiting = citizen.text()
    officer.settle(dossier, "BL-0001")
    assert citizen.track(dossier) != due_while_waiting
    for node in ("obligation", "update", "approve"):
        house.post(turns[node].unit, turns[node].role).take_turn(dossier, turns[node])
    assert citizen.fetch_result(dossier).startswith(b"%PDF-")
    desk.hand_over(dossier)
    numbers_move(house, worked, before)


def test_a_new_company_is_registered_by_the_national_register_which_calls_back(house: House) -> None:
    worked = worked_case(NEW_COMPANY, channel="online", ends="resolved")
    before = numbers_now(house, worked)
    citizen, desk = house.citizen(), desk_of(house, worked)
    dossier = citizen.apply(worked)
    desk.receive(dossier)
    answered = citizen.page.locator("main .tag-good")
    citizen.until(f"/ho-so/{dossier}/", answered.count, "the register's answer")
    numbers_move(house, worked, before)


def test_an_enterprise_notifies_a_sales_promotion_and_needs_no_paper_back(house: House) -> None:
    worked = worked_case(SALES_PROMOTION, channel="online", ends="resolved")
    before = numbers_now(house, worked)
    enterprise, desk = house.citizen(ENTERPRISE), desk_of(house, worked)
    dossier = enterprise.apply(worked)
    desk.receive(dossier)
    works_through(house, dossier, worked)
    assert enterprise.page.goto(f"/ho-so/{dossier}/")
    assert enterprise.page.locator(".tag-good").count()
    assert not enterprise.page.locator("main a[href$='/ket-qua/']").count()
    numbers_move(house, worked, before)
