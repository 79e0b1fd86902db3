"""How long a paper holds, and what it serves for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from motcua.onestop.vault.rules.paper_types import PaperType, PaperTypes, Validity, codes_that_serve, is_valid_on, type_of_component

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def paper(code: str = "GIAY", **more: object) -> PaperType:
    return PaperType.model_validate({"code": code, "vi": "Giấy", "en": "Paper", "validity": [{"permanent": True}], **more})


@given(issued=DAYS, amount=st.integers(1, 400), unit=st.sampled_from(["day", "month", "year"]), more=st.integers(1, 30))
def test_a_longer_time_never_ends_earlier_and_never_before_the_day_of_issue(issued: date, amount: int, unit: str, more: int) -> None:
    ends = Validity.model_validate({"amount": amount, "unit": unit}).ends(issued)
    later = Validity.model_validate({"amount": amount + more, "unit": unit}).ends(issued)
    assert ends is not None
    assert later is not None
    assert issued < ends < later
    assert is_valid_on(ends, valid_from=issued, valid_until=ends)
    assert not is_valid_on(ends + timedelta(days=1), valid_from=issued, valid_until=ends)
    assert not is_valid_on(issued - timedelta(days=1), valid_from=issued, valid_until=ends)


def test_six_months_from_the_last_of_august_end_on_the_last_of_february() -> None:
    assert Validity.model_validate({"amount": 6, "unit": "month"}).ends(date(2022, 8, 31)) == date(2023, 2, 28)
    assert Validity.model_validate({"amount": 1, "unit": "year"}).ends(date(2024, 2, 29)) == date(2025, 2, 28)


def test_a_licence_for_motorcycles_is_for_ever_and_one_for_cars_for_ten_years() -> None:
    licence = paper(validity=[{"when": "hang in ['A1', 'A2']", "permanent": True}, {"amount": 10, "unit": "year"}])
    assert licence.valid_until(date(2022, 11, 14), {"hang": "A1"}) is None
    assert licence.valid_until(date(2022, 11, 14), {"hang": "B2"}) == date(2032, 11, 14)
    assert licence.valid_until(date(2022, 11, 14), {}) == date(2032, 11, 14)


def test_a_component_is_served_by_the_types_that_name_it_and_by_the_one_it_names() -> None:
    first = paper("A", satisfies=[{"procedure": "2.000635", "component": "giay_to"}])
    types = (first, paper("B"))
    assert codes_that_serve(types, "2.000635", "giay_to") == {"A"}
    assert codes_that_serve(types, "2.000635", "giay_to", "B") == {"A", "B"}
    assert codes_that_serve(types, "2.000635", "khac") == frozenset()
    assert type_of_component(types, "2.000635", "giay_to") == first
    rival = paper("C", satisfies=[{"procedure": "2.000635", "component": "giay_to"}])
    assert type_of_component((first, rival), "2.000635", "giay_to") is None
    assert type_of_component((first, rival), "2.000635", "giay_to", "C") == rival


@pytest.mark.parametrize(
    "wrong",
    [
        {"validity": [{"permanent": True, "amount": 3}]},
        {"validity": [{}]},
        {"validity": []},
        {"validity": [{"permanent": True, "when": "a == 1"}]},
        {"validity": [{"permanent": True}, {"permanent": True}]},
        {"code": "thường"},
        {"tag": "check"},
        {"produced_by": ["P1"]},
    ],
)
def test_a_type_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        paper(**wrong)


def test_the_result_of_a_procedure_has_one_type() -> None:
    both = [paper("A", produced_by=["2.000635"]).model_dump(), paper("B", produced_by=["2.000635"]).model_dump()]
    with pytest.raises(ValidationError, match="two types"):
        PaperTypes.model_validate({"types": both})
