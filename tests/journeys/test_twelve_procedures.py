"""Each of the twelve procedures from a citizen's phone, or from the counter, to the result in the citizen's hand."""

import pytest

from tests.journeys.browser_book import Worked, holder, worked_case
from tests.journeys.browser_house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COPY_OF_EXTRACT = "2.000635"


def works_through(house: House, code: str, worked: Worked) -> None:
    """Everybody who has a task does it, in the order of the worked case."""
    for turn in worked.turns():
        house.post(turn.unit, turn.role).take_turn(code, turn)


def desk_of(house: House, worked: Worked):  # type: ignore[no-untyped-def]
    return house.official(holder(f"{worked.body}/mot_cua", "desk_officer"))


def test_a_copy_of_an_extract_goes_from_a_phone_to_the_signed_result(house: House) -> None:
    worked = worked_case(COPY_OF_EXTRACT, channel="online")
    citizen, desk = house.citizen(), desk_of(house, worked)
    code = citizen.apply(worked)
    desk.receive(code)
    works_through(house, code, worked)
    result = citizen.fetch_result(code)
    assert result.startswith(b"%PDF-")
    desk.hand_over(code)
