"""The index of a ward, from dossiers that went through the real actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.events.api import Event
from motcua.insight.indexes.api import (
    ServiceScore,
    Span,
    advice,
    keep_scores,
    kept_scores,
    records_of,
    service_ranking,
    service_score,
)
from motcua.insight.indicators.api import keep_figures
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden, NotFound
from motcua.onestop.dossiers.api import Dossier
from tests.life import fresh, in_process, received
from tests.office import CITY, DIEN_BIEN, HOANG_QUANG, Office

NOVEMBER = Span("month", date(2022, 11, 1))
MONDAY = datetime(2022, 11, 14, 9, tzinfo=VIETNAM)


@pytest.fixture
def ward(office: Office) -> list[Dossier]:
    """Two dossiers of the ward received online on Monday; both are open."""
    with clock.frozen(MONDAY):
        made = [received(office), in_process(office)]
        keep_figures(list(Event.objects.all()))
    return made


def score_of(office: Office, code: str = DIEN_BIEN, days: int = 0, who: str = "dienbien.chutich") -> Any:
    with clock.frozen(MONDAY + timedelta(hours=1, days=days)):
        return service_score(office.unit(code).pk, NOVEMBER, actor=office.actor(who))


def counted(score: Any, key: str) -> tuple[int, int]:
    one = score.component(key)
    return one.numerator, one.denominator


def test_open_dossiers_in_time_count_as_on_time(office: Office, ward: list[Dossier]) -> None:
    score = score_of(office)
    assert counted(score, "on_time") == (2, 2)
    assert score.component("on_time").points == Decimal(20)
    assert counted(score, "filed_online") == (2, 2)
    assert score.total == sum(one.points for axis in score.axes for one in axis.components)


def test_a_dossier_past_its_day_is_late_at_the_end_of_the_period(office: Office, ward: list[Dossier]) -> None:
    assert counted(score_of(office, days=5), "on_time") == (0, 2)


def test_a_second_request_for_papers_makes_a_dossier_late(office: Office, ward: list[Dossier]) -> None:
    for at_intake, number in ((True, 1), (False, 2)):
        ward[0].supplements.create(
            at_intake=at_intake, round=number, items=[], reason="x", requested_at=MONDAY, requested_by="x", answered_at=MONDAY
        )
    assert counted(score_of(office), "on_time") == (1, 2)


def test_an_open_dossier_of_october_is_open_in_october_though_it_ended_since(office: Office, ward: list[Dossier]) -> None:
    Dossier.objects.update(received_at=MONDAY - timedelta(days=30), due_at=MONDAY, ended_at=MONDAY, status="resolved", timing="on_time")
    with clock.frozen(MONDAY + timedelta(hours=1)):
        actor = office.actor("dienbien.chutich")
        october = service_score(office.unit(DIEN_BIEN).pk, NOVEMBER.earlier(), actor=actor)
        november = service_score(office.unit(DIEN_BIEN).pk, NOVEMBER, actor=actor)
    assert counted(october, "on_time") == (2, 2)
    assert counted(november, "on_time")[1] == 0, "no event told the roll-ups"


def test_without_feedback_both_parts_are_full_and_without_dossiers_the_rest_is_nothing(office: Office, ward: list[Dossier]) -> None:
    score = score_of(office, HOANG_QUANG, who="hoangquang.chutich")
    points = {axis.axis.key: axis.points for axis in score.axes}
    assert points["satisfaction"] == 12
    assert points["progress"] == 0
    assert score.total <= 100


def test_procedures_of_a_ward_are_those_it_performs(office: Office, ward: list[Dossier]) -> None:
    ward_score = score_of(office)
    whole = score_of(office, "38", who="kiemsoat.tinh")
    assert 0 < counted(ward_score, "offered")[1] < counted(whole, "offered")[1]


def test_every_side_of_every_component_opens_as_many_records_as_it_says(office: Office, ward: list[Dossier]) -> None:
    score = score_of(office)
    actor = office.actor("dienbien.chutich")
    checked = 0
    for axis in score.axes:
        for one in axis.components:
            if not one.has_source or one.component.mean:
                continue
            for side, terms in (("numerator", one.component.numerator), ("denominator", one.component.denominator)):
                behind = records_of(score, one.component.key, side, actor=actor)
                if one.component.key != "satisfied" or side == "denominator":
                    found = len(behind) if isinstance(behind, list) else behind.count()
                    assert found == score.book.total(terms), f"{one.component.key} {side}"
                    checked += 1
    assert checked > 30


def test_what_to_do_names_the_records_and_the_points_they_bring(office: Office, ward: list[Dossier]) -> None:
    score = score_of(office)
    told = {one.score.component.key: one for one in advice(score, actor=office.actor("dienbien.chutich"))}
    assert told["digitised"].count == 2
    assert told["digitised"].points == Decimal(4)
    assert told["on_time"].points == Decimal(20), "both fall due this week"
    assert {one.pk for one in told["on_time"].records} == {one.pk for one in ward}
    points = [one.points for one in advice(score, actor=office.actor("dienbien.chutich"))]
    assert points == sorted(points, reverse=True)


def test_what_is_over_is_not_advised(office: Office, ward: list[Dossier]) -> None:
    Dossier.objects.update(ended_at=MONDAY, status="resolved", timing="on_time")
    told = {one.score.component.key for one in advice(score_of(office), actor=office.actor("dienbien.chutich"))}
    assert "reused" not in told, "a paper can be reused only while the dossier is open"
    assert "digitised" in told


def test_kept_scores_are_what_is_worked_out_live(office: Office, ward: list[Dossier]) -> None:
    with clock.frozen(MONDAY + timedelta(hours=1)):
        keep_scores(NOVEMBER)
        keep_scores(NOVEMBER)
    for code, who in ((DIEN_BIEN, "dienbien.chutich"), (CITY, "kiemsoat.tinh"), ("38", "kiemsoat.tinh")):
        live = score_of(office, code, who=who)
        kept = ServiceScore.objects.get(unit=office.unit(code))
        assert kept.total == live.total
        assert kept.parts == {
            one.component.key: [one.numerator, one.denominator, str(one.points)] for axis in live.axes for one in axis.components
        }
    assert [row.total for row in kept_scores(office.unit(DIEN_BIEN).pk, [NOVEMBER], actor=office.actor("dienbien.chutich"))]
    ranked = service_ranking(office.unit("38").pk, NOVEMBER, "commune", actor=office.actor("kiemsoat.tinh"))
    assert [row.unit.code for row in ranked] == [DIEN_BIEN, HOANG_QUANG]


def test_nobody_reads_the_index_beside_or_above_his_unit(office: Office, ward: list[Dossier]) -> None:
    for code in (HOANG_QUANG, CITY, "38"):
        with pytest.raises(Forbidden):
            score_of(office, code)
    with pytest.raises(Forbidden):
        score_of(office, who="dienbien.motcua")
    score = score_of(office)
    with pytest.raises(Forbidden):
        records_of(score, "on_time", "numerator", actor=office.actor("hoangquang.chutich"))
    with pytest.raises(NotFound):
        records_of(score, "on_time", "sideways", actor=office.actor("dienbien.chutich"))


def test_the_score_takes_the_same_statements_however_many_dossiers_there_are(office: Office, ward: list[Dossier]) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            advice(score_of(office), actor=office.actor("dienbien.chutich"))
        return len(seen)

    statements()  # units are kept in memory from the first time on
    few = statements()
    with clock.frozen(MONDAY):
        for _ in range(3):
            fresh(received(office))
        keep_figures(list(Event.objects.all()))
    assert statements() == few
    assert few < 70
