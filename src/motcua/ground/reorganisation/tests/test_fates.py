"""Where something of a unit goes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ground.reorganisation.rules.fates import Fates, Part

TOWN, NORTH, SOUTH = 1, 2, 3
SPLIT = Fates({TOWN: NORTH}, {TOWN: (Part(NORTH, ("thôn 12",)), Part(SOUTH, ("Thôn 1", "đường Lê Lợi")))})


def test_a_split_follows_the_hamlet_or_street_of_the_applicant() -> None:
    assert SPLIT.to(TOWN, "Số 5, đường LÊ LỢI, phường cũ") == SOUTH
    assert SPLIT.to(TOWN, "thôn 1, xã cũ") == SOUTH


def test_a_longer_name_is_not_taken_for_a_shorter_one() -> None:
    assert SPLIT.to(TOWN, "Thôn 12, xã cũ") == NORTH
    assert SPLIT.to(TOWN, "Thôn 13, xã cũ") == NORTH  # named by nobody: the default


def test_without_an_address_the_default_successor_answers() -> None:
    assert SPLIT.to(TOWN) == NORTH


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_whatever_the_address_says_somebody_answers(address: str) -> None:
    assert SPLIT.to(TOWN, address) in {NORTH, SOUTH}
