"""What the province gave once it does not ask for again: the second application uses the result of the first."""

import pytest

from tests.journeys.browser_book import Turn, worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"
DESK, EXAMINER, LEADER = "dienbien.motcua", "dienbien.tuphap", "dienbien.chutich"
OLD_PAPER = "giay_to_ho_tich_cu"


def test_the_second_application_finds_the_result_of_the_first_and_takes_it_with_one_press(house: House) -> None:
    citizen, case = house.citizen(), worked_case(COPY_OF_EXTRACT, channel="online")
    code = citizen.apply(case, only=lambda _paper: False)
    house.official(DESK).receive(code)
    house.official(EXAMINER).take_turn(code, Turn("examine", "", "", "propose"))
    house.official(LEADER).take_turn(code, Turn("approve", "", "", "approved"))
    citizen.fetch_result(code)
    citizen.until("/kho/", lambda: citizen.page.locator("main a[href*='/kho/giay-to/']").count(), "the result in the vault")

    citizen.begin(case)
    citizen.answer_all(case)
    citizen.follow(f"/giay-to/{OLD_PAPER}/")
    offer = citizen.page.locator("form[action$='/tu-kho/'] button").first
    citizen.go(offer.click)
    citizen.follow("/kiem-tra/")
    second = citizen.send()
    desk = house.official(DESK)
    desk.open(f"/lam-viec/ho-so/{second}/")
    desk.sees("Bản sao trích lục hộ tịch – ")
