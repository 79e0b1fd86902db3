from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.blocks.events.api import drain
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.measures.api import Indicator, register, registered
from motcua.ground.directory.api import Unit
from motcua.insight.indicators.api import (
    Period,
    cut_off,
    figures,
    figures_by_day,
    figures_by_procedure,
    figures_by_unit,
    records_behind,
)
from motcua.insight.indicators.tests.conftest import START, at, end
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor, Holding
from motcua.kernel.errors import Forbidden, NotFound

OLD = ("dossiers.received", "dossiers.resolved", "dossiers.pending", "dossiers.ended_without_result")
WEEK = Period(START, START + timedelta(days=6), at(6))


def leader(unit: Unit, role: str = "leader") -> Actor:
    return Actor(kind="official", name="Minh", holdings=(Holding(role, unit.pk, unit.path, 1),))


@pytest.fixture
def a_week(received: Callable[..., Any]) -> None:
    """Two in commune 1 (one resolved early, one late and open), one in commune 2 (late), one in district 2 (withdrawn)."""
    end(received(3, 0, channel=2), 1)
    received(3, 0, due_in=2)
    end(received(4, 1, procedure=1, due_in=1), 4)
    end(received(2, 2, channel=2), 3, "withdrawn")
    drain()
    run_pending(raise_errors=True)


def totals(found: Any) -> dict[str, object]:
    return {key: figure.total for key, figure in found.items() if key in OLD}


def test_a_unit_s_figures_hold_everything_below_it(a_week: None, units: list[Unit]) -> None:
    province = figures(actor=SYSTEM, unit_id=units[0].pk, period=WEEK)
    assert totals(province) == {
        "dossiers.received": 4,
        "dossiers.resolved": 2,
        "dossiers.pending": 1,
        "dossiers.ended_without_result": 1,
    }
    assert province["dossiers.received"].parts == {"1": 2, "2": 2, "3": 0}
    assert province["dossiers.resolved"].parts == {"early": 1, "on_time": 0, "late": 1}
    assert province["dossiers.pending"].parts == {"in_time": 0, "overdue": 1}
    assert totals(figures(actor=SYSTEM, unit_id=units[1].pk, period=WEEK))["dossiers.received"] == 3
    assert totals(figures(actor=SYSTEM, unit_id=units[4].pk, period=WEEK))["dossiers.received"] == 1


def test_tables_by_unit_procedure_and_day_add_up_to_the_whole(a_week: None, units: list[Unit]) -> None:
    whole = totals(figures(actor=SYSTEM, unit_id=units[0].pk, period=WEEK))
    by_unit = figures_by_unit(actor=SYSTEM, unit_id=units[0].pk, period=WEEK)
    received = [(row.unit.code, row.figures["dossiers.received"].total) for row in by_unit]
    assert received == [("d1", 3), ("d2", 1), ("p", 0)], "the province itself has the procedures"
    by_procedure = figures_by_procedure(actor=SYSTEM, unit_id=units[0].pk, period=WEEK)
    assert {code: row["dossiers.received"].total for code, row in by_procedure.items()} == {"1.001193": 3, "2.000635": 1}
    by_day = figures_by_day(actor=SYSTEM, unit_id=units[0].pk, period=WEEK)
    assert list(by_day) == sorted(by_day)
    for key, total in whole.items():
        assert sum(row.figures[key].total for row in by_unit) == total
        assert sum(row[key].total for row in by_procedure.values()) == total
        assert key == "dossiers.pending" or sum(row[key].total for row in by_day.values()) == total


def test_every_number_opens_as_many_records_as_it_says(a_week: None, units: list[Unit]) -> None:
    for unit in units:
        for procedure in (None, "1.001193", "2.000635"):
            period = Period(START, START + timedelta(days=3), at(6), procedure)
            for key, figure in figures(actor=SYSTEM, unit_id=unit.pk, period=period).items():
                if figure.indicator.kind == "ratio" or not figure.known:
                    continue
                assert records_behind(actor=SYSTEM, key=key, unit_id=unit.pk, period=period).count() == figure.total
                for part, value in figure.parts.items():
                    assert records_behind(actor=SYSTEM, key=key, unit_id=unit.pk, period=period, part=part).count() == value


def test_figures_are_for_leaders_and_auditors_at_or_below_their_posts(a_week: None, units: list[Unit]) -> None:
    province, first, second, commune, _ = units
    for reads in (figures, figures_by_unit, figures_by_procedure, figures_by_day):
        assert reads(actor=leader(first), unit_id=commune.pk, period=WEEK)
        assert reads(actor=leader(first, "auditor"), unit_id=first.pk, period=WEEK)
        for actor, unit in [
            (leader(first), second),
            (leader(first), province),
            (leader(province, "desk_officer"), province),
            (Actor(kind="citizen", party_id=1), commune),
            (ANONYMOUS, commune),
        ]:
            with pytest.raises(Forbidden):
                reads(actor=actor, unit_id=unit.pk, period=WEEK)
            with pytest.raises(Forbidden):
                records_behind(actor=actor, key="dossiers.received", unit_id=unit.pk, period=WEEK)


def test_an_unknown_figure_has_no_records(units: list[Unit]) -> None:
    with pytest.raises(NotFound):
        records_behind(actor=SYSTEM, key="dossiers.lost", unit_id=units[0].pk, period=WEEK)


def test_a_ratio_is_rounded_half_up_and_silent_when_there_is_nothing_to_divide_by(
    a_week: None, units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.blocks.measures.queries.indicator._registered", registered())
    words = {"vi": "Tỷ lệ", "en": "Share"}
    register(
        Indicator(
            "test.online",
            words,
            words,
            "ratio",
            words,
            numerator=("dossiers.received", "2"),
            denominator=("dossiers.received", ""),
            decimals=1,
        )
    )
    found = [str(figures(actor=SYSTEM, unit_id=unit.pk, period=WEEK)["test.online"].total) for unit in units]
    assert found == ["50.0", "33.3", "100.0", "50.0", "0.0"]
    nothing = Period(START - timedelta(days=9), START - timedelta(days=8), at(6))
    assert figures(actor=SYSTEM, unit_id=units[0].pk, period=nothing)["test.online"].total is None


def test_the_cut_off_is_the_oldest_event_not_yet_counted(received: Callable[..., Any]) -> None:
    assert cut_off(at(6)) == at(6)
    received(3, 1)
    received(3, 2)
    assert cut_off(at(6)) == at(1)
    drain()
    assert cut_off(at(6)) == at(1)
    run_pending(raise_errors=True)
    assert cut_off(at(6)) == at(6)


def test_figures_of_a_period_cost_a_statement_for_all_flows_one_per_stock_and_one_for_the_unit(
    a_week: None, units: list[Unit], django_assert_max_num_queries: Any
) -> None:
    stocks = sum(indicator.kind == "stock" for indicator in registered().values())
    with django_assert_max_num_queries(2 + stocks):
        figures(actor=SYSTEM, unit_id=units[1].pk, period=WEEK)


def test_figures_of_one_group_ask_for_no_other_stock(a_week: None, units: list[Unit], django_assert_max_num_queries: Any) -> None:
    of_dossiers = replace(WEEK, group="dossiers")
    stocks = sum(indicator.kind == "stock" and indicator.group == "dossiers" for indicator in registered().values())
    with django_assert_max_num_queries(2 + stocks):
        found = figures(actor=SYSTEM, unit_id=units[1].pk, period=of_dossiers)
    assert {key.partition(".")[0] for key in found} == {"dossiers"}
    assert found["dossiers.resolved_on_time_pct"].total == 50
