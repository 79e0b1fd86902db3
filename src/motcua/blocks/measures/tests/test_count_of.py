from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import Case, Value, When

from motcua.blocks.events.api import Event, record
from motcua.blocks.measures.api import Indicator, Scope, count_of, register
from motcua.kernel.actor import SYSTEM, Actor

WORDS = {"vi": "Số việc", "en": "Deeds"}
NOW = datetime(2022, 11, 20, tzinfo=UTC)
OFFICER = Actor(kind="official", name="Lan")


def deeds(**extra: Any) -> Indicator:
    settings: dict[str, Any] = {
        "name": WORDS,
        "unit_name": WORDS,
        "formula": WORDS,
        "kind": "flow",
        "rows": Event.objects.all,
        "day": "at",
        "unit": "unit_id",
        "procedure": "kind",
        "part": "actor_kind",
    }
    return count_of("test.deeds", **{**settings, **extra})


@pytest.fixture
def three_deeds(db: None) -> None:
    # 17:30 in Greenwich is half past midnight of the next day in Viet Nam
    record("paper", 1, "a", actor=OFFICER, at=datetime(2022, 11, 14, 17, 30, tzinfo=UTC), unit_id=5)
    record("paper", 2, "a", actor=OFFICER, at=datetime(2022, 11, 15, 3, tzinfo=UTC), unit_id=5)
    record("paper", 3, "b", actor=SYSTEM, at=datetime(2022, 11, 14, 3, tzinfo=UTC), unit_id=6)


def cells(indicator: Indicator, scope: Scope) -> set[tuple[object, ...]]:
    assert indicator.value is not None
    return {(row["cell_day"], row["cell_unit"], row["cell_procedure"], row["cell_part"], row["amount"]) for row in indicator.value(scope)}


def test_records_are_counted_on_the_day_it_was_in_viet_nam(three_deeds: None) -> None:
    assert cells(deeds(), Scope(NOW)) == {
        (date(2022, 11, 15), 5, "a", "official", 2),
        (date(2022, 11, 14), 6, "b", "system", 1),
    }
    assert cells(deeds(), Scope(NOW, first=date(2022, 11, 14), last=date(2022, 11, 14))) == {(date(2022, 11, 14), 6, "b", "system", 1)}


def test_a_number_and_the_list_it_opens_agree_in_every_scope(three_deeds: None) -> None:
    indicator = deeds()
    assert indicator.value is not None
    assert indicator.records is not None
    for scope in [Scope(NOW), Scope(NOW, units=[5]), Scope(NOW, procedure="b"), Scope(NOW, part="official"), Scope(NOW, units=[])]:
        assert sum(row["amount"] for row in indicator.value(scope)) == indicator.records(scope).count()


def test_the_part_of_a_stock_depends_on_the_moment_it_is_looked_at(three_deeds: None) -> None:
    stock = deeds(
        kind="stock",
        day="",
        part=lambda scope: Case(When(at__lt=scope.now, then=Value("overdue")), default=Value("in_time")),
    )
    assert {row[3] for row in cells(stock, Scope(NOW))} == {"overdue"}
    assert {row[3] for row in cells(stock, Scope(datetime(2022, 1, 1, tzinfo=UTC)))} == {"in_time"}


def test_a_flow_without_a_day_and_a_key_declared_twice_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.blocks.measures.queries.indicator._registered", {})
    with pytest.raises(ValueError, match="dates its records"):
        deeds(day="")
    with pytest.raises(ValueError, match="numerator"):
        Indicator("test.ratio", WORDS, WORDS, "ratio", WORDS)
    register(deeds())
    with pytest.raises(ValueError, match="twice"):
        register(deeds())


@pytest.mark.django_db
def test_the_day_ends_at_midnight_in_viet_nam() -> None:
    for moment in (datetime(2022, 11, 14, 16, 59, 59, 999999, UTC), datetime(2022, 11, 14, 17, tzinfo=UTC)):
        record("paper", 1, "a", actor=OFFICER, at=moment, unit_id=5)
    assert sorted(cell[0] for cell in cells(deeds(), Scope(NOW))) == [date(2022, 11, 14), date(2022, 11, 15)]
