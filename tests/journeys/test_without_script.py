"""Without JavaScript everything works: from the search to the submission, from the intake to the signature."""

import pytest

from tests.journeys.browser_book import Turn, worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
BIRTH = "1.001193"


def test_from_the_search_to_the_signature_without_script(house: House) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="online")
    citizen = house.new_citizen(java_script_enabled=False)
    assert citizen.page.locator("html.script").count() == 0, "scripts are off"
    citizen.open("/")
    citizen.page.locator("#q").fill("trich luc")
    citizen.go(citizen.page.locator("form[role=search] button").click)
    citizen.follow(f"/thu-tuc/{COPY_OF_EXTRACT}/")
    code = citizen.apply(worked)
    desk = house.new_official("dienbien.motcua", java_script_enabled=False)
    desk.receive(code)
    for username, node, outcome in (("dienbien.tuphap", "examine", "propose"), ("dienbien.chutich", "approve", "approved")):
        house.new_official(username, java_script_enabled=False).take_turn(code, Turn(node, "", "", outcome))
    assert citizen.fetch_result(code).startswith(b"%PDF-")
    desk.hand_over(code)


def test_questions_that_an_answer_brings_up_are_asked_without_script(house: House) -> None:
    worked = worked_case(BIRTH, channel="online")
    citizen = house.new_citizen(java_script_enabled=False)
    assert citizen.apply(worked)


def test_the_counter_works_without_script(house: House) -> None:
    officer = house.new_official("dienbien.motcua", java_script_enabled=False)
    assert officer.take_in(worked_case(COPY_OF_EXTRACT, channel="desk", ends="resolved"), "038185004217")
