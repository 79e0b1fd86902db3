"""The head apologises for a late result; the citizen reads why and until when, and takes the dossier back at the counter."""

import pytest

from tests.journeys.browser_book import worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REASON = "Sổ hộ tịch gốc đang ở kho lưu trữ của thành phố."


def test_an_apology_is_read_by_the_citizen_who_then_takes_the_dossier_back_at_the_counter(house: House) -> None:
    citizen, desk, head = house.citizen(), house.official("dienbien.motcua"), house.official("dienbien.chutich")
    code = citizen.apply(worked_case("2.000635", channel="online"), only=lambda _paper: False)
    desk.receive(code)
    head.open(f"/lam-viec/ho-so/{code}/xin-loi/")
    head.fill({"reason": [REASON], "day": ["16/12/2022"], "hour": ["16:30"]})
    head.press(".beside")
    head.press()
    assert head.messages("good"), head.text()[:600]
    citizen.open(f"/ho-so/{code}/")
    citizen.sees(REASON)
    citizen.sees("16:30, Thứ Sáu, 16/12/2022")
    desk.open(f"/lam-viec/ho-so/{code}/rut/")
    desk.fill({"reason": ["Không chờ được."]})
    desk.press(".beside")
    desk.press()
    assert desk.messages("good"), desk.text()[:600]
    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Không chờ được.")
