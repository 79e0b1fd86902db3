"""An inspection from its plan to the last finding handled, by those who may."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.blocks.files.api import read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.measures.api import Scope, registered
from motcua.blocks.signing.api import verify_pdf
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.office.inspections.api import (
    DrawText,
    Finding,
    FindingText,
    Inspection,
    InspectionPlan,
    Minutes,
    PlanText,
    Preparation,
    Unplanned,
    acknowledge_visit,
    approve_plan,
    check_case,
    decide_inspection,
    draw_cases,
    draw_page,
    drop_inspection,
    finding_page,
    inspection_content,
    inspection_desk,
    inspection_sheet,
    judge_remedy,
    lift_finding,
    look_at_case,
    move_deadline,
    note_finding,
    order_draw,
    plan_page,
    prepare_decision,
    propose_unplanned,
    publish_seed,
    read_plan,
    record_plan,
    record_visit,
    remedy_finding,
    remind,
    sign_conclusion,
    write_conclusion,
)
from motcua.office.inspections.ports import Candidate, CaseFacts, use_closed_cases
from tests.office import Office
from tests.sheets import photograph

LINES = """406; iso; 2; Duy trì hệ thống quản lý chất lượng
380; iso; 3; Duy trì hệ thống quản lý chất lượng"""


def text(office: Office, lines: str = LINES, number: str = "12/KH-TTr") -> PlanText:
    return PlanText(office.unit("so_khcn").pk, clock.today().year, number, "Kế hoạch thanh tra", read_plan(lines, inspection_content()))


@pytest.fixture
def plan(office: Office) -> InspectionPlan:
    made = record_plan(text(office), actor=office.actor("sokhcn.thanhtra"))
    return approve_plan(made.pk, actor=office.actor("sokhcn.giamdoc"))


def prepared(office: Office, found: Inspection) -> Inspection:
    inspector, today = office.actor("sokhcn.thanhtra"), clock.today()
    said = Preparation(inspector.account_id or 0, [], ["Nguyễn Văn Thí, Chi cục"], today, 10, date(today.year - 1, 1, 1), today)
    return prepare_decision(found.pk, said, actor=inspector)


@pytest.fixture
def decided(plan: InspectionPlan, office: Office) -> Inspection:
    found = plan.inspections.get(unit__code="406")
    prepared(office, found)
    return decide_inspection(found.pk, actor=office.actor("sokhcn.giamdoc"))


@pytest.fixture
def visited(decided: Inspection, office: Office) -> Inspection:
    said = Minutes(clock.now(), "Trụ sở UBND huyện", "Ông Nghĩa, Chủ tịch", "Đã xem 20 quy trình.\nThiếu hồ sơ đánh giá nội bộ.")
    files = [("anh.jpg", io.BytesIO(photograph()))]
    visit = record_visit(decided.pk, said, files=files, actor=office.actor("sokhcn.thanhtra"))
    acknowledge_visit(visit.pk, remarks="Đơn vị sẽ bổ sung.", actor=office.actor("quangxuong.chutich"))
    decided.refresh_from_db()
    return decided


def noted(office: Office, found: Inspection, **changes: object) -> Finding:
    said: dict[str, object] = {
        "title": "Không đánh giá nội bộ",
        "what": "Năm trước không đánh giá nội bộ.",
        "rule": "Điều 4 Quyết định số 19/2014/QĐ-TTg",
        "severity": "notable",
        "recommendation": "Đánh giá nội bộ, báo cáo kết quả.",
        "owner_id": office.unit("406").pk,
        "due_on": clock.today() + timedelta(days=30),
        **changes,
    }
    return note_finding(found.pk, FindingText(**said), actor=office.actor("sokhcn.thanhtra"))  # type: ignore[arg-type] # filled above


@pytest.fixture
def finding(visited: Inspection, office: Office) -> Finding:
    made = noted(office, visited)
    write_conclusion(visited.pk, text="Đơn vị cơ bản duy trì hệ thống.", actor=office.actor("sokhcn.thanhtra"))
    sign_conclusion(visited.pk, actor=office.actor("sokhcn.giamdoc"))
    made.refresh_from_db()
    return made


def counted(key: str) -> int:
    indicator, year = registered()[key], clock.today().year
    assert indicator.value is not None
    return sum(row["amount"] for row in indicator.value(Scope(clock.now(), first=date(year, 1, 1), last=date(year, 12, 31))))


def test_a_unit_is_inspected_on_a_subject_twice_only_with_a_reason(plan: InspectionPlan, office: Office) -> None:
    inspector = office.actor("noivu.thanhtra")
    again = PlanText(office.unit("so_noi_vu").pk, plan.year, "1/KH", "Kế hoạch", read_plan("406; iso; 4; Xem lại", inspection_content()))
    with pytest.raises(InvalidInput) as refused:
        record_plan(again, actor=inspector)
    assert (refused.value.fields[0].params["line"], refused.value.fields[0].params["year"]) == (1, plan.year)
    with pytest.raises(InvalidInput):
        record_plan(text(office, "380; reform; 1; Xem\n380; reform; 2; Xem lại"), actor=office.actor("sokhcn.thanhtra"))
    with_reason = read_plan("406; iso; 4; Xem lại; Phúc tra theo chỉ đạo của Chủ tịch UBND tỉnh", inspection_content())
    record_plan(PlanText(office.unit("so_noi_vu").pk, plan.year, "1/KH", "Kế hoạch", with_reason), actor=inspector)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(plan__number="1/KH").update(reason="")


def test_a_plan_names_unknown_units_and_numbers_given_twice(plan: InspectionPlan, office: Office) -> None:
    with pytest.raises(InvalidInput) as refused:
        record_plan(text(office, "999; iso; 1; Xem", "13/KH"), actor=office.actor("sokhcn.thanhtra"))
    assert refused.value.fields[0].params["unit"] == "999"
    with pytest.raises(Conflict):
        record_plan(text(office, "14767; iso; 1; Xem"), actor=office.actor("sokhcn.thanhtra"))
    with pytest.raises(Conflict):
        approve_plan(plan.pk, actor=office.actor("sokhcn.giamdoc"))


def test_inspectors_plan_for_their_own_body_and_do_not_approve(office: Office) -> None:
    with pytest.raises(Forbidden):
        record_plan(text(office), actor=office.actor("noivu.thanhtra"))
    made = record_plan(text(office), actor=office.actor("sokhcn.thanhtra"))
    for name in ("sokhcn.thanhtra", "quangxuong.chutich"):
        with pytest.raises(Forbidden):
            approve_plan(made.pk, actor=office.actor(name))
    with pytest.raises(NotFound):
        plan_page(made.pk, actor=office.actor("quangxuong.chutich"))
    approve_plan(made.pk, actor=office.actor("sokhcn.giamdoc"))
    _, seen = plan_page(made.pk, actor=office.actor("quangxuong.chutich"))
    assert [one.unit.code for one in seen] == ["406"]


def test_nothing_begins_before_the_decision_and_the_decision_is_printed_and_signed(plan: InspectionPlan, office: Office) -> None:
    found, inspector = plan.inspections.get(unit__code="406"), office.actor("sokhcn.thanhtra")
    with pytest.raises(Conflict):
        decide_inspection(found.pk, actor=office.actor("sokhcn.giamdoc"))
    prepared(office, found)
    with pytest.raises(Conflict):
        record_visit(found.pk, Minutes(clock.now(), "x", "", "x"), actor=inspector)
    decide_inspection(found.pk, actor=office.actor("sokhcn.giamdoc"))
    run_pending(raise_errors=True)
    paper = inspection_sheet(found.pk, actor=inspector).papers[0]
    assert paper.file is not None
    assert verify_pdf(read_bytes(paper.file)).level == "green"


def test_a_wrong_preparation_is_named_field_by_field(plan: InspectionPlan, office: Office) -> None:
    found, today = plan.inspections.get(unit__code="406"), clock.today()
    stranger = office.actor("quangxuong.chutich").account_id or 0
    said = Preparation(stranger, [], [], today - timedelta(days=1), 99, today, today - timedelta(days=1))
    with pytest.raises(InvalidInput) as refused:
        prepare_decision(found.pk, said, actor=office.actor("sokhcn.thanhtra"))
    assert [one.field for one in refused.value.fields] == ["head", "starts_on", "days", "examined_to"]


def test_minutes_are_written_by_the_team_and_acknowledged_by_the_unit(decided: Inspection, office: Office) -> None:
    said = Minutes(clock.now(), "Trụ sở UBND huyện", "", "Đã xem")
    with pytest.raises(InvalidInput):
        record_visit(decided.pk, Minutes(clock.now() + timedelta(days=1), "x", "", "x"), actor=office.actor("sokhcn.thanhtra"))
    with pytest.raises(Forbidden):
        record_visit(decided.pk, said, actor=office.actor("noivu.thanhtra"))
    visit = record_visit(decided.pk, said, actor=office.actor("sokhcn.thanhtra"))
    with pytest.raises(Conflict):
        write_conclusion(decided.pk, text="Xong", actor=office.actor("sokhcn.thanhtra"))
    with pytest.raises(Forbidden):
        acknowledge_visit(visit.pk, actor=office.actor("sokhcn.giamdoc"))
    acknowledge_visit(visit.pk, actor=office.actor("quangxuong.chutich"))
    with pytest.raises(Conflict):
        acknowledge_visit(visit.pk, actor=office.actor("quangxuong.chutich"))
    assert counted("inspection.science_units") == 1


def test_a_finding_is_told_by_the_conclusion_and_not_before(visited: Inspection, office: Office) -> None:
    unit = office.actor("quangxuong.chutich")
    made = noted(office, visited)
    with pytest.raises(NotFound):
        finding_page(made.pk, actor=unit)
    assert inspection_sheet(visited.pk, actor=unit).findings == []
    write_conclusion(visited.pk, text="Xong", actor=office.actor("sokhcn.thanhtra"))
    sign_conclusion(visited.pk, actor=office.actor("sokhcn.giamdoc"))
    assert [row.standing for row in inspection_desk(clock.today().year, actor=unit).own] == ["running"]
    assert counted("inspection.findings") == 1


def test_a_finding_that_lacks_something_is_named(visited: Inspection, office: Office) -> None:
    with pytest.raises(InvalidInput) as refused:
        noted(office, visited, title=" ", rule="", owner_id=office.unit("380").pk, due_on=clock.today())
    assert [one.field for one in refused.value.fields] == ["title", "rule", "owner", "due_on"]


def test_the_owner_remedies_somebody_else_accepts_and_the_inspection_closes(finding: Finding, office: Office) -> None:
    unit, inspector = office.actor("quangxuong.chutich"), office.actor("sokhcn.thanhtra")
    with pytest.raises(Forbidden):
        remedy_finding(finding.pk, said="Đã làm", actor=inspector)
    remedy_finding(finding.pk, said="Báo cáo 12/BC-UBND", evidence=("bc.jpg", io.BytesIO(photograph())), actor=unit)
    with pytest.raises(Forbidden):
        judge_remedy(finding.pk, accepted=True, actor=unit)
    with pytest.raises(InvalidInput):
        judge_remedy(finding.pk, accepted=False, actor=inspector)
    judge_remedy(finding.pk, accepted=False, said="Thiếu biên bản đánh giá", actor=inspector)
    assert counted("inspection.findings_handled") == 0
    remedy_finding(finding.pk, said="Bổ sung biên bản", actor=unit)
    judge_remedy(finding.pk, accepted=True, actor=inspector)
    finding.inspection.refresh_from_db()
    row, steps = finding_page(finding.pk, actor=unit)
    assert (finding.inspection.state, row.standing) == ("closed", "handled")
    assert [one.turn for one in steps] == ["remedy", "return", "remedy", "accept"]
    assert counted("inspection.findings_handled") == 1
    with pytest.raises(Conflict):
        judge_remedy(finding.pk, accepted=True, actor=inspector)


def test_who_handed_a_remedy_in_never_judges_it(finding: Finding, office: Office) -> None:
    remedy_finding(finding.pk, said="Đã làm", actor=office.actor("quangxuong.chutich"))
    inspector = office.actor("sokhcn.thanhtra")
    Finding.objects.filter(pk=finding.pk).update(remedied_by_account=inspector.account_id)
    with pytest.raises(Forbidden):
        judge_remedy(finding.pk, accepted=True, actor=inspector)


def test_more_time_needs_a_reason_and_the_first_deadline_stays(finding: Finding, office: Office) -> None:
    inspector, later = office.actor("sokhcn.thanhtra"), finding.due_on + timedelta(days=10)
    with pytest.raises(InvalidInput):
        move_deadline(finding.pk, due_on=later, reason=" ", actor=inspector)
    move_deadline(finding.pk, due_on=later, reason="Chờ hướng dẫn", actor=inspector)
    finding.refresh_from_db()
    assert (finding.due_on, finding.first_due_on) == (later, later - timedelta(days=10))
    with pytest.raises(Forbidden):
        lift_finding(finding.pk, reason="Nhầm", actor=inspector)
    lift_finding(finding.pk, reason="Đơn vị đã chứng minh", actor=office.actor("sokhcn.giamdoc"))
    finding.inspection.refresh_from_db()
    assert (finding.inspection.state, counted("inspection.findings")) == ("closed", 0)


def test_the_owner_is_reminded_once_a_day_and_late_findings_are_listed(finding: Finding, office: Office) -> None:
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert remind(actor=SYSTEM) >= 1
        assert remind(actor=SYSTEM) == 0
        assert [row.standing for row in inspection_desk(finding.due_on.year, actor=office.actor("sokhcn.thanhtra")).late] == ["late"]


def test_outside_the_plan_grounds_are_needed(plan: InspectionPlan, office: Office) -> None:
    body, unit, inspector = office.unit("so_khcn").pk, office.unit("14767").pk, office.actor("sokhcn.thanhtra")
    with pytest.raises(InvalidInput):
        propose_unplanned(Unplanned(body, unit, "iso", "Xem", " "), actor=inspector)
    made = propose_unplanned(Unplanned(body, unit, "iso", "Xem", "Đơn tố cáo ngày 01/10"), actor=inspector)
    with pytest.raises(InvalidInput):
        propose_unplanned(Unplanned(body, unit, "iso", "Xem", "Đơn tố cáo"), actor=inspector)
    drop_inspection(made.pk, reason="Không đủ căn cứ", actor=office.actor("sokhcn.giamdoc"))
    again = propose_unplanned(Unplanned(body, unit, "iso", "Xem", "Đơn tố cáo"), actor=inspector)
    assert decide_inspection(prepared(office, again).pk, actor=office.actor("sokhcn.giamdoc")).decision_number == 1


class Cases:
    """Closed cases of one unit."""

    looked: list[str]

    def __init__(self, unit_id: int) -> None:
        self.unit_id, self.looked = unit_id, []

    def closed(self, unit_path: str, first: date, last: date, procedures: object) -> list[Candidate]:
        return [Candidate(f"H56.{n:03d}", self.unit_id, "2.000635" if n % 3 else "1.000656") for n in range(30)]

    def look_at(self, code: str, *, purpose: str, actor: object) -> CaseFacts:
        self.looked.append(code)
        return CaseFacts(code, "Trích lục", "Nguyễn Thị Hoa")

    def procedure_names(self, codes: object) -> dict[str, str]:
        return {}


@pytest.fixture
def cases(office: Office) -> Iterator[Cases]:
    joined = Cases(office.unit("406").pk)
    use_closed_cases(joined)
    yield joined
    use_closed_cases(None)


def test_dossiers_are_drawn_by_a_seed_published_before_and_checked_one_by_one(decided: Inspection, cases: Cases, office: Office) -> None:
    inspector, today = office.actor("sokhcn.thanhtra"), clock.today()
    with pytest.raises(InvalidInput):
        publish_seed(decided.pk, DrawText("", "Xổ số", today, today, 0), actor=inspector)
    said = DrawText("81 234", "Giải đặc biệt xổ số miền Bắc ngày 13/11", today - timedelta(days=300), today, 9)
    draw = publish_seed(decided.pk, said, actor=inspector)
    order_draw(draw.pk, actor=inspector)
    with pytest.raises(Conflict):
        order_draw(draw.pk, actor=inspector)
    run_pending(raise_errors=True)
    made = draw_page(draw.pk, actor=office.actor("quangxuong.chutich"))
    codes = [one.code for one in made.cases.all()]
    assert (made.population, len(codes), [row["drawn"] for row in made.strata]) == (30, 9, [6, 3])
    assert [one.code for one in draw_cases(draw.pk, actor=SYSTEM).cases.all()] == codes
    first = made.cases.all()[0]
    with pytest.raises(Forbidden):
        look_at_case(first.pk, actor=office.actor("quangxuong.chutich"))
    look_at_case(first.pk, actor=inspector)
    assert cases.looked == [first.code]
    with pytest.raises(InvalidInput):
        check_case(first.pk, faults=["nonsense"], actor=inspector)
    assert check_case(first.pk, faults=["late"], note="Trễ 2 ngày", actor=inspector).result == "faults"
    assert check_case(first.pk, faults=[], actor=inspector).result == "right"
