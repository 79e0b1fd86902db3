"""Figures of posts come out of the ledger, for today and for any day gone by."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.packs.api import PackRefused
from motcua.kernel.clock import VIETNAM
from motcua.office.staffing.api import load_staffing, rules_on
from motcua.office.staffing.tests.test_ledger import assign, leave, take
from tests.office import PROVINCE, Office


def on(day: date, key: str, **limits: object) -> int:
    indicator = registered()[key]
    assert indicator.value is not None
    assert indicator.records is not None
    scope = Scope(datetime.combine(day, time(17), VIETNAM), past=True, **limits)  # type: ignore[arg-type]
    found = sum(row["amount"] for row in indicator.value(scope))
    if "assigned" not in key:
        assert found == indicator.records(scope).count()
    return found


def test_assigned_and_present_are_known_for_every_day(office: Office) -> None:
    assign(office, "38", 20)
    assign(office, "so_noi_vu", 3)
    take(office, "person:0", day=date(2022, 3, 1))
    take(office, "person:1", day=date(2022, 6, 1))
    leave(office, "person:0", date(2022, 8, 31))
    days = [date(2022, 1, 4), date(2022, 3, 1), date(2022, 6, 1), date(2022, 8, 31), date(2022, 9, 1)]
    assert [on(day, "staff.civil_present") for day in days] == [0, 1, 2, 2, 1]
    assert [on(day, "staff.civil_assigned") for day in days] == [0, 20, 20, 20, 20]
    department = [office.unit("so_noi_vu").pk]
    assert (on(days[1], "staff.civil_assigned", units=department), on(days[1], "staff.public_assigned")) == (3, 0)
    assert (on(days[1], "staff.units_with_posts"), on(days[1], "staff.units_right")) == (2, 2)
    assign(office, "38", 15, 2023)
    assert on(date(2022, 12, 31), "staff.civil_assigned") == 20
    assert on(date(2023, 1, 1), "staff.civil_assigned") == 15


def test_broken_content_is_refused_with_its_line(tmp_path: Path, db: None) -> None:
    assert rules_on(date(2022, 5, 1)).alert_from <= 100
    whole = (PROVINCE / "staffing" / "rules.yaml").read_text()
    for good, bad, said in (
        ("key: civil, vi", "key: militia, vi", "line 11"),
        ("key: public_own", "key: public", "twice"),
        ("- from: 2023-02-22", "- from: 2019-02-22", "order"),
        ("alert_from: 95", "alert_from: 950", "line 9"),
    ):
        (tmp_path / "rules.yaml").write_text(whole.replace(good, bad, 1))
        with pytest.raises(PackRefused) as refused:
            load_staffing(tmp_path)
        assert said in str(refused.value)
