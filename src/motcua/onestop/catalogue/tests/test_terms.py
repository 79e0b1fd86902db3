from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from motcua.onestop.catalogue.rules.cases import FeeRule, ProcedureCase
from motcua.onestop.catalogue.rules.choice import channel_name, facts_of, fees_of
from motcua.onestop.catalogue.rules.content import ProcedureContent
from motcua.onestop.catalogue.tests.province import sources

FEE: dict[str, Any] = {"key": "phi", "kind": "fee", "vi": "Phí", "en": "Fee", "basis": "TT 226/2016/TT-BTC"}
PAGES = {**FEE, "per": "pages", "times": "copies", "tiers": [{"up_to": 2, "amount": 2000}, {"amount": 1000}], "maximum": 200_000}


def _case(**fee: Any) -> ProcedureCase:
    return ProcedureCase.model_validate({"key": "standard", "name": {"vi": "a", "en": "a"}, "fees": [fee]})


@settings(max_examples=50)
@given(st.integers(0, 5000), st.integers(1, 50))
def test_graded_fees_count_every_unit_once_up_to_the_maximum(pages: int, copies: int) -> None:
    (fee,) = fees_of(_case(**PAGES), {"pages": pages, "copies": copies}, "desk")
    by_hand = sum(2000 if page <= 2 else 1000 for page in range(1, pages + 1))
    assert fee.amount == min(by_hand, 200_000) * copies


@settings(max_examples=50)
@given(st.integers(0, 100), st.integers(0, 100))
def test_more_never_costs_less(less: int, more: int) -> None:
    less, more = sorted((less, more))
    prices = [fees_of(_case(**PAGES), {"pages": pages, "copies": 1}, "desk")[0].amount for pages in (less, more)]
    assert prices[0] <= prices[1]


def test_who_is_exempt_pays_nothing_and_reads_why() -> None:
    case = _case(**FEE, amount=8000, exempt_when="poor == true", exempt_reason={"vi": "Hộ nghèo", "en": "Poor household"})
    (fee,) = fees_of(case, {"poor": True}, "desk")
    assert (fee.amount, fee.exempt, fee.exempt_reason("vi")) == (0, True, "Hộ nghèo")
    (fee,) = fees_of(case, {}, "desk")
    assert (fee.amount, fee.exempt, fee.exempt_reason("vi"), fee.label("en")) == (8000, False, "", "Fee")


def test_a_fee_may_belong_to_a_channel_and_a_condition() -> None:
    case = _case(**FEE, amount=50_000, channels=["desk", "post"], when="kind == 'new'")
    assert [len(fees_of(case, {"kind": kind}, channel_name(channel))) for kind, channel in (("new", 1), ("new", 2), ("old", 1))] == [
        1,
        0,
        0,
    ]
    with pytest.raises(ValueError, match="no channel"):
        channel_name(4)


def test_days_are_counted_from_date_answers() -> None:
    from datetime import date

    facts = facts_of({"born": "2022-10-20", "name": "0123456789", "n": 5}, date(2022, 12, 20))
    assert facts == {"born": "2022-10-20", "name": "0123456789", "n": 5, "days_since_born": 61}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"amount": None}, "either amount or tiers"),
        ({"amount": 1, "tiers": [{"amount": 1}]}, "either amount or tiers"),
        ({"amount": None, "tiers": [{"amount": 1}]}, "tiers need"),
        ({"amount": None, "per": "n", "tiers": [{"up_to": 2, "amount": 1}]}, "only the last"),
        ({"amount": None, "per": "n", "tiers": [{"up_to": 3, "amount": 1}, {"up_to": 2, "amount": 1}, {"amount": 1}]}, "upwards"),
        ({"amount": None, "per": "n", "tiers": [{"amount": 1}, {"amount": 1}]}, "upwards"),
        ({"exempt_when": "n == 1"}, "exempt_reason"),
        ({"tag": "check"}, "needs a note"),
        ({"when": "import os"}, "cannot read"),
        ({"amount": -1}, "greater than or equal"),
    ],
)
def test_a_fee_that_makes_no_sense_is_refused(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        FeeRule.model_validate({**FEE, "amount": 1, **change})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda record: record["cases"][-1].update(when="true"), "default"),
        (lambda record: record["cases"].append({**record["cases"][0], "key": "b"}), "may have no 'when'|default"),
        (lambda record: record["result"].update(template=""), "names its template"),
        (lambda record: record["cases"][0]["fees"].append(record["cases"][0]["fees"][0]), "there twice"),
        (lambda record: record["cases"][0]["time_limits"].pop("desk"), None),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(change: Any, reason: str | None) -> None:
    record = next(source for source in sources() if source.content.code == "2.000635").content.model_dump(mode="json")
    change(record)
    if reason is None:
        assert ProcedureContent.model_validate(record).case("standard").time_limits == {}
        return
    with pytest.raises(ValidationError, match=reason):
        ProcedureContent.model_validate(record)


def test_every_procedure_of_the_province_is_there_and_complete() -> None:
    assert {source.content.code for source in sources()} == {
        "1.001193", "1.000894", "1.000656", "2.000815", "1.001612", "1.002993",
        "2.000488", "2.001583", "1.002809", "1.001776", "2.000635", "2.000033",
        "2.002621", "2.002622", "1.001939", "1.003197", "1.001731", "1.004222",  # the bundles and their parts
    }  # fmt: skip
    for source in sources():
        assert 2 <= len(source.form_schema["x-pages"]) <= 8
        assert len(source.worked.cases) >= 2
        for _, doubt in source.content.doubts():
            assert doubt.note
