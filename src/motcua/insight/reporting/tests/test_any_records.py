"""Form II.06 for any records: its arithmetic holds, sums go up the tree, and every figure opens as many records as it says."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.blocks.notices.api import Notice
from motcua.blocks.packs.api import PackRefused
from motcua.insight.indicators.api import rebuild
from motcua.insight.reporting.api import (
    Report,
    SheetKept,
    behind,
    consolidate_report,
    fill_period,
    findings_of,
    load_regimes,
    remind,
    report_page,
    sheets_of,
)
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office
from tests.reporting import CITY, REGIMES, TOP, WARD, at, head_of, quarter, report_of

START = at(6, 1)
PLACES = (WARD, "15925", CITY, "406", "so_tu_phap")
days = st.integers(0, 130)
ENDINGS = st.sampled_from(["resolved", "withdrawn", "stopped"])
records = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        days,
        st.one_of(st.none(), days),
        days,
        ENDINGS,
        st.integers(1, 3),
    ),
    max_size=12,
)


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records)
def test_whatever_the_records_the_form_adds_up_and_opens_them(office: Office, dossier: Callable[..., Dossier], drawn: list[tuple]) -> None:  # type: ignore[type-arg]
    Dossier.objects.all().delete()
    for unit, begun, lasted, limit, status, channel in drawn:
        received = START + timedelta(days=begun)
        ended = None if lasted is None else received + timedelta(days=lasted)
        if ended is not None and ended > clock.now():
            ended = None
        if received <= clock.now():
            dossier(unit, received, ended, status=status if ended else "", channel=channel, due=received + timedelta(days=limit))
    period = quarter()
    reports = list(Report.objects.current().filter(period=period).select_related("period__regime", "unit", "above"))
    for report in reports:
        assert [one for one in findings_of(report) if one.kind == "arithmetic" and one.form.startswith("II.06")] == []
    for code in PLACES:
        _opens_what_it_says(report_of(period, office.unit(code)))
    _goes_up(period.pk, reports, office)


def _opens_what_it_says(report: Report) -> None:
    filled = sheets_of(report)["II.06a"]
    for row, cells in filled.whole.items():
        for column in ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13", "c14"):
            records = behind(report, "II.06a", row, column).records
            assert records is not None
            assert records.count() == cells.get(column, 0), f"{report.unit} {row} {column}"


def _goes_up(period_id: int, reports: list[Report], office: Office) -> None:
    """Everything approved and consolidated: the top has the sum of all own parts."""
    own = sum((_total(report) for report in reports), Decimal(0))
    top = office.unit(TOP)
    Report.objects.filter(period_id=period_id).exclude(unit__in=[top, office.unit(CITY)]).update(state="approved")
    city = office.unit(CITY)
    consolidate_report(Report.objects.current().get(period_id=period_id, unit=city).pk, actor=head_of(city))
    Report.objects.filter(period_id=period_id, unit=city).update(state="approved")
    whole = consolidate_report(Report.objects.current().get(period_id=period_id, unit=top).pk, actor=head_of(top))
    assert whole.missing == []
    assert _total(whole) == own
    Report.objects.filter(period_id=period_id).update(state="draft", taken={})
    SheetKept.objects.filter(report__period=period_id).update(below={})
    fill_period(period_id, actor=SYSTEM)


def _total(report: Report) -> Decimal:
    value = sheets_of(report)["II.06a"].whole.get("total", {}).get("c3", Decimal(0))
    return value if isinstance(value, Decimal) else Decimal(0)


def test_a_period_is_filled_and_a_report_read_in_few_statements(office: Office, dossier: Callable[..., Dossier]) -> None:
    for unit in PLACES:
        dossier(unit, at(7, 1))
    period = quarter()
    rebuild()
    with CaptureQueriesContext(
        connection,
    ) as filling:
        fill_period(period.pk, actor=SYSTEM)
    assert len(filling) <= 30
    city = report_of(period, office.unit(CITY))
    with CaptureQueriesContext(connection) as reading:
        report_page(city.pk, actor=office.actor("tpthanhhoa.chutich"))
    assert len(reading) <= 12


def test_who_fills_a_report_is_reminded_before_its_deadline_and_once(office: Office) -> None:
    period = quarter()
    with clock.frozen(at(9, 17)):
        assert remind(actor=SYSTEM) > 0
        assert remind(actor=SYSTEM) == 0
    ward = report_of(period, office.unit(WARD))
    told = Notice.objects.filter(about_stream="report", about_id=ward.pk)
    assert {notice.data["due"] for notice in told} == {"18/09/2022"}
    assert told.count() >= 4


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('indicator: dossiers.received, parts: ["2"]', 'indicator: dossiers.recieved, parts: ["2"]', "no flow or stock"),
        ('parts: ["2"]}, group', 'parts: ["9"]}, group', "has no part 9"),
        ("top: van_phong_ubnd", "top: van_phong", "is not assigned"),
        ("left: c3, right: c7 + c11 + c14", "left: c3, right: c7 + c99", "unknown cell c99"),
        ("indicator: dossiers.pending, at: start", "indicator: dossiers.pending", "a stock at its start or end"),
        ("frequency: [quarter, year]", "frequency: [week]", "frequency"),
        ("formula: c4 + c5 + c6", "formula: open('x')", "not allowed"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(office: Office, tmp_path: Path, before: str, after: str, reason: str) -> None:
    text = (REGIMES / "kiem_soat_tthc.yaml").read_text()
    assert before in text
    (tmp_path / "kiem_soat_tthc.yaml").write_text(text.replace(before, after, 1))
    with pytest.raises(PackRefused) as refused:
        load_regimes(tmp_path)
    assert reason in str(refused.value)
    assert "kiem_soat_tthc.yaml, line" in str(refused.value)


def test_the_eight_regimes_load_once(office: Office) -> None:
    report = load_regimes(REGIMES)
    assert len(report.changes) == 8
    assert not report.differs
