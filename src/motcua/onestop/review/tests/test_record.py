"""Decisions and reviews are recorded whole, once, by those who may, and counted by the day of their signature."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.ground.directory.api import unit_by_code
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput
from motcua.onestop.review.api import (
    DecidedProcedure,
    Publication,
    PublicationDecision,
    ReviewReport,
    read_decided,
    read_reviewed,
    record_publication,
    record_review,
)
from tests.office import Office

DAY = date(2022, 11, 10)
LINES = "1.000001; A; new\n1.000002; B; new\n1.000003; C; abolished\n1.000004; D; simplified\n1.000005; E; online; 4"


def publication(**changes: Any) -> Publication:
    told = {
        "issuer_id": unit_by_code("38").pk,
        "number": "3900/QĐ-UBND",
        "title": "Công bố danh mục thủ tục hành chính",
        "decided_on": DAY,
        "effective_on": DAY,
        "procedures": read_decided(LINES),
    }
    return Publication(**{**told, **changes})


def counted(key: str) -> int:
    indicator = registered()[key]
    assert indicator.value is not None
    assert indicator.records is not None
    scope = Scope(clock.now(), first=DAY - timedelta(days=1), last=DAY)
    told = sum(row["amount"] for row in indicator.value(scope))
    assert indicator.records(scope).count() == told, "a number and its records agree"
    return told


def test_each_line_of_a_decision_is_counted_under_its_change(office: Office) -> None:
    record_publication(publication(), actor=office.actor("bientap.tinh"))
    told = {
        "tthc.publication_decisions": 1,
        "tthc.newly_issued": 2,
        "tthc.abolished": 1,
        "tthc.simplified": 1,
        "tthc.issued_without_authority": 0,
        "online.l3_l4_announced": 1,
    }
    assert {key: counted(key) for key in told} == told


def test_an_annual_list_of_online_services_is_no_publication_of_procedures(office: Office) -> None:
    record_publication(publication(procedures=read_decided("1.000005; E; online; 3")), actor=office.actor("bientap.tinh"))
    assert counted("tthc.publication_decisions") == 0


def test_reviews_count_procedures_and_agencies(office: Office) -> None:
    editor = office.actor("bientap.tinh")
    for agency, lines in [
        ("so_tu_phap", "1.000001; A; keep\n1.000002; B; simplify; 5000; 3000"),
        ("so_cong_thuong", "1.000003; C; abolish"),
    ]:
        report = ReviewReport(unit_by_code(agency).pk, "5274/QĐ-UBND", DAY, read_reviewed(lines))
        record_review(report, actor=editor)
    assert counted("tthc.reviewed") == 3
    assert counted("tthc.reviewing_agencies") == 2


def test_a_decision_is_recorded_once(office: Office) -> None:
    record_publication(publication(), actor=office.actor("bientap.tinh"))
    with pytest.raises(Conflict):
        record_publication(publication(title="Công bố lại"), actor=office.actor("bientap.tinh"))
    assert DecidedProcedure.objects.count() == 5


def test_a_report_is_recorded_once_per_agency_and_plan(office: Office) -> None:
    report = ReviewReport(unit_by_code("so_tu_phap").pk, "5274/QĐ-UBND", DAY, read_reviewed("1.000001; A; keep"))
    record_review(report, actor=office.actor("bientap.tinh"))
    with pytest.raises(Conflict):
        record_review(report, actor=office.actor("bientap.tinh"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"title": ""}, "title"),
        ({"effective_on": DAY - timedelta(days=1)}, "effective_on"),
        ({"procedures": []}, "lines"),
    ],
)
def test_an_incomplete_decision_leaves_nothing(office: Office, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        record_publication(publication(**changes), actor=office.actor("bientap.tinh"))
    assert refused.value.fields[0].field == field
    assert not PublicationDecision.objects.exists()


@pytest.mark.parametrize("name", ["dienbien.motcua", "dienbien.chutich", "kiemsoat.tinh"])
def test_others_may_not_record(office: Office, name: str) -> None:
    with pytest.raises(Forbidden):
        record_publication(publication(), actor=office.actor(name))
