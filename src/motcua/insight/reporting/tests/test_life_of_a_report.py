from collections.abc import Callable
from contextlib import nullcontext
from decimal import Decimal

import pytest

from motcua.blocks.events.api import timeline
from motcua.blocks.files.api import read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.signing.api import verify_pdf
from motcua.insight.reporting.api import (
    Report,
    amend_report,
    approve_report,
    consolidate_report,
    enter_cells,
    fill_report,
    open_period,
    return_report,
    submit_report,
)
from motcua.insight.reporting.queries.sheets import findings_of, sheets_of
from motcua.insight.reporting.rules.sheets import ReadSheet
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office
from tests.reporting import CITY, TOP, WARD, at, complete, handed_in, head_of, quarter, report_of

Write = Callable[..., Dossier]


def row(report: Report, form: str = "II.06a", key: str = "total") -> dict[str, int]:
    sheet: ReadSheet = sheets_of(report)[form].whole
    return {name: int(value) for name, value in sheet.get(key, {}).items() if isinstance(value, Decimal)}


@pytest.fixture
def third_quarter(office: Office, dossier: Write) -> None:
    """Of the ward: one carried and still open, one received online and resolved late, one withdrawn, one received after the cut-off."""
    dossier(WARD, at(6, 1), due=at(6, 3))
    dossier(WARD, at(7, 1), at(7, 20), channel=2, due=at(7, 5))
    dossier(WARD, at(7, 2), at(7, 3), status="withdrawn")
    dossier(WARD, at(9, 15), due=at(9, 20))
    dossier(WARD, at(5, 2), at(9, 15), due=at(9, 14))


def test_the_columns_of_form_06_follow_the_records_at_the_ends_of_the_period(third_quarter: None, office: Office) -> None:
    ward = report_of(quarter(), office.unit(WARD))
    assert row(ward) == {
        "c3": 4, "c4": 1, "c5": 1, "c6": 2, "c7": 1, "c8": 0, "c9": 0, "c10": 1, "c11": 2, "c12": 1, "c13": 1, "c14": 1,
    }  # fmt: skip
    assert [one for one in findings_of(ward) if one.kind == "arithmetic" and one.form == "II.06a"] == []
    assert row(ward, "II.06b", f"u{ward.unit_id}") == row(ward, "II.06b")
    assert row(report_of(ward.period, office.unit(CITY))) == dict.fromkeys(row(ward), 0), "what a ward reports is not the city's own part"


def test_a_draft_becomes_a_signed_report_that_goes_into_the_one_above(third_quarter: None, office: Office) -> None:
    period = quarter()
    ward, city = (report_of(period, office.unit(code)) for code in (WARD, CITY))
    clerk, head = office.actor("dienbien.tuphap"), office.actor("dienbien.chutich")
    with pytest.raises(Conflict, match="still need"):
        submit_report(ward.pk, actor=clerk)
    complete(ward, clerk)
    found = [one for one in findings_of(ward) if one.kind == "arithmetic"]
    assert {(one.form, one.left, one.right, int(one.left_value), int(one.right_value)) for one in found} == {
        ("II.07a", "(3)", "a + b + c + d + đ + e", 2, 0)
    }
    rows = {one.row for one in found} - {"total"}
    causes = {(name, "rb"): "2" for name in rows}
    enter_cells(ward.pk, "II.07a", entries=causes, reason="Kiểm tra lại nguyên nhân", actor=clerk)
    submit_report(ward.pk, note="Kỳ báo cáo bình thường.", actor=clerk)
    with pytest.raises(Conflict):
        enter_cells(ward.pk, "II.07a", entries=causes, reason="", actor=clerk)
    with pytest.raises(Forbidden):
        approve_report(ward.pk, actor=clerk)
    return_report(ward.pk, reason="Ghi rõ nguyên nhân", actor=head)
    submit_report(ward.pk, actor=clerk)
    approve_report(ward.pk, actor=head)
    run_pending(raise_errors=True)
    ward.refresh_from_db()
    assert ward.file is not None
    assert ward.state == "approved"
    verdict = verify_pdf(read_bytes(ward.file))
    assert len(verdict.signatures) == 2
    assert verdict.level != "red"
    consolidate_report(city.pk, actor=office.actor("tpthanhhoa.tuphap"))
    city.refresh_from_db()
    assert row(city) == row(ward)
    assert city.missing == [office.unit("15925").formal_name]
    steps = [event.kind.removeprefix("report.") for event in timeline("report", ward.pk)]
    assert [step for step in steps if step != "entered"] == ["submitted", "returned", "submitted", "approved", "signed"]


def test_a_correction_after_consolidation_is_a_new_edition(third_quarter: None, office: Office) -> None:
    period = quarter()
    ward, city = report_of(period, office.unit(WARD)), report_of(period, office.unit(CITY))
    Report.objects.filter(pk=ward.pk).update(state="approved")
    clerk = office.actor("dienbien.tuphap")
    with pytest.raises(Conflict):
        amend_report(ward.pk, reason="Sai số", actor=clerk)
    consolidate_report(city.pk, actor=office.actor("tpthanhhoa.tuphap"))
    with pytest.raises(Conflict):
        return_report(ward.pk, reason="Sai", actor=office.actor("tpthanhhoa.tuphap"))
    with pytest.raises(InvalidInput):
        amend_report(ward.pk, reason=" ", actor=clerk)
    fresh = amend_report(ward.pk, reason="Thiếu một hồ sơ", actor=clerk)
    assert (fresh.edition, fresh.state, fresh.current) == (2, "draft", True)
    with pytest.raises(Conflict, match="newer edition"):
        submit_report(ward.pk, actor=clerk)
    consolidate_report(city.pk, actor=office.actor("tpthanhhoa.tuphap"))
    assert office.unit(WARD).formal_name in Report.objects.get(pk=city.pk).missing


def test_nothing_is_submitted_before_the_period_has_ended_or_from_figures_taken_before(office: Office) -> None:
    with clock.frozen(at(9, 10)):
        ward = report_of(quarter(), office.unit(WARD))
        with pytest.raises(Conflict, match="runs until 14/09/2022"):
            submit_report(ward.pk, actor=head_of(ward.unit))
    with pytest.raises(Conflict, match="before the period ended"):
        submit_report(ward.pk, actor=head_of(ward.unit))
    fill_report(ward, actor=SYSTEM)
    handed_in(ward, head_of(ward.unit))


def test_a_figure_from_records_changes_by_hand_only_with_a_reason_and_stays_when_filled_anew(third_quarter: None, office: Office) -> None:
    ward = report_of(quarter(), office.unit(WARD))
    clerk = office.actor("dienbien.tuphap")
    line = next(key for key in sheets_of(ward)["II.06a"].whole if key != "total")
    with pytest.raises(InvalidInput) as refused:
        enter_cells(ward.pk, "II.06a", entries={(line, "c5"): "3"}, reason="", actor=clerk)
    assert refused.value.fields[0].field == "reason"
    enter_cells(ward.pk, "II.06a", entries={(line, "c5"): "3"}, reason="Hai hồ sơ nhận bằng sổ giấy khi mất điện", actor=clerk)
    fill_report(ward, actor=SYSTEM)
    assert row(ward, key=line)["c5"] == 3
    [wrong] = [one for one in findings_of(ward) if one.kind == "arithmetic" and one.form == "II.06a" and one.row == line]
    assert (wrong.left, wrong.right, wrong.left_value, wrong.right_value) == ("(3)", "(7) + (11) + (14)", 6, 4)


@pytest.mark.parametrize("typed", ["một", "-1", "1,5", "NaN", "1e999", "٣", "9" * 17])
def test_what_is_no_count_is_refused_at_its_cell(office: Office, typed: str) -> None:
    ward = report_of(quarter(), office.unit(WARD))
    with pytest.raises(InvalidInput) as refused:
        enter_cells(ward.pk, "II.01", entries={("quyet_dinh", "c3"): typed}, reason="", actor=office.actor("dienbien.tuphap"))
    assert refused.value.fields[0].field == "o-quyet_dinh-c3"


def test_formulas_and_unknown_cells_cannot_be_entered(office: Office) -> None:
    ward = report_of(quarter(), office.unit(WARD))
    for cell in (("quyet_dinh", "c4"), ("khong_co", "c3"), ("quyet_dinh", "c99")):
        with pytest.raises((NotFound, KeyError)):
            enter_cells(ward.pk, "II.01", entries={cell: "1"}, reason="x", actor=office.actor("dienbien.tuphap"))


@pytest.mark.parametrize(
    ("who", "sees", "fills"),
    [
        ("dienbien.tuphap", True, True),
        ("dienbien.chutich", True, True),
        ("tpthanhhoa.tuphap", True, False),
        ("tpthanhhoa.chutich", True, False),
        ("kiemsoat.tinh", True, False),
        ("hoangquang.tuphap", False, False),
        ("quangxuong.chutich", False, False),
        ("dienbien.congan", False, False),
        ("bientap.tinh", False, False),
    ],
)
def test_only_one_s_own_agency_fills_and_those_above_read(office: Office, who: str, sees: bool, fills: bool) -> None:
    ward = report_of(quarter(), office.unit(WARD))
    actor: Actor = office.actor(who)
    assert Report.objects.visible_to(actor).filter(pk=ward.pk).exists() is sees
    with nullcontext() if fills else pytest.raises(Forbidden if sees else NotFound):
        enter_cells(ward.pk, "II.01", entries={("quyet_dinh", "c3"): "1"}, reason="", actor=actor)


def test_everybody_knows_to_whom_and_until_when(office: Office) -> None:
    period = open_period("kiem_soat_tthc", "quarter", 2022, 3, actor=office.actor("kiemsoat.tinh"))
    assert open_period("kiem_soat_tthc", "quarter", 2022, 3, actor=SYSTEM).pk == period.pk
    ward, city, top = (report_of(period, office.unit(code)) for code in (WARD, CITY, TOP))
    assert (ward.above, city.above, top.above) == (city, top, None)
    assert [f"{one.due_on:%d/%m/%Y}" for one in (ward, city, top)] == ["18/09/2022", "21/09/2022", "25/09/2022"]
    for refused in [("kiem_soat_tthc", "month", 2022, 3), ("kiem_soat_tthc", "quarter", 2022, 5), ("kiem_soat_tthc", "quarter", 9, 1)]:
        with pytest.raises(InvalidInput):
            open_period(*refused, actor=SYSTEM)  # type: ignore[arg-type]  # a frequency typed by somebody
    with pytest.raises(Conflict):
        open_period("kiem_soat_tthc", "quarter", 2023, 1, actor=SYSTEM)
    with pytest.raises(Forbidden):
        open_period("kiem_soat_tthc", "quarter", 2022, 2, actor=office.actor("dienbien.tuphap"))
