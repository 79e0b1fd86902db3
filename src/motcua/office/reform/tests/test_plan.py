"""A plan is recorded, issued, worked at and confirmed by those who may, and counted from its records."""

import io
from datetime import date, timedelta

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import Scope, registered
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, Refusal
from motcua.office.reform.api import (
    Plan,
    PlanTask,
    PlanText,
    change_task,
    evidence_of,
    issue_plan,
    judge_product,
    own_tasks,
    plan_page,
    plans,
    read_plan,
    record_plan,
    report_progress,
    task_with_history,
    to_confirm,
)
from tests.office import Office
from tests.sheets import photograph

LINES = """1; Chỉ đạo, điều hành; Ban hành kế hoạch tuyên truyền; Kế hoạch; 38; 01/01/2022; 31/12/2022
2; Thủ tục hành chính; Rà soát thủ tục hộ tịch; Báo cáo rà soát; so_tu_phap; 01/02/2022; 15/12/2022"""


@pytest.fixture
def plan(office: Office) -> Plan:
    text = PlanText(
        office.unit("38").pk, 2022, "5274/QĐ-UBND", "Kế hoạch cải cách hành chính năm 2022", date(2021, 12, 21), read_plan(LINES, 2022)
    )
    return record_plan(text, actor=office.actor("caicach.tinh"))


@pytest.fixture
def review(plan: Plan, office: Office) -> PlanTask:
    issue_plan(plan.pk, actor=office.actor("ubndtinh.phochutich"))
    return plan.tasks.get(code="2")


def counted(key: str) -> int:
    indicator = registered()[key]
    assert indicator.value is not None
    scope = Scope(clock.now(), first=date(2022, 1, 1), last=date(2022, 12, 31))
    return sum(row["amount"] for row in indicator.value(scope))


def test_a_plan_that_is_not_issued_is_worked_at_by_nobody(plan: Plan, office: Office) -> None:
    director = office.actor("sotuphap.giamdoc")
    with pytest.raises(Conflict):
        report_progress(plan.tasks.get(code="2").pk, percent=10, said="Đã họp", actor=director)
    assert own_tasks(actor=director) == []
    assert counted("reform.tasks_due") == 0
    with pytest.raises(Forbidden):
        issue_plan(plan.pk, actor=office.actor("caicach.tinh"))


def test_the_owner_hands_in_and_somebody_else_confirms(review: PlanTask, office: Office) -> None:
    director, controller = office.actor("sotuphap.giamdoc"), office.actor("caicach.tinh")
    assert [row.task.code for row in own_tasks(actor=director)] == ["2"]
    report_progress(review.pk, percent=40, said="Đã rà soát 6 thủ tục", actor=director)
    step = report_progress(
        review.pk, percent=100, said="Báo cáo 12/BC-STP", evidence=("bao-cao.jpg", io.BytesIO(photograph())), actor=director
    )
    assert [row.task.code for row in to_confirm(actor=controller)] == ["2"]
    assert evidence_of(step.pk, actor=controller).name == "bao-cao.jpg"
    judge_product(review.pk, accepted=True, actor=controller)
    row, steps = task_with_history(review.pk, actor=director)
    assert (row.standing, [one.turn for one in steps]) == ("done_on_time", ["report", "hand_in", "confirm"])
    assert (counted("reform.tasks_due"), counted("reform.tasks_done_of_due"), counted("reform.tasks_on_time")) == (2, 1, 1)
    kinds = Event.objects.filter(stream="reform_task", stream_id=review.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["reform_task.reported", "reform_task.handed_in", "reform_task.confirmed"]


def test_a_product_with_something_missing_goes_back_with_words(review: PlanTask, office: Office) -> None:
    controller = office.actor("caicach.tinh")
    report_progress(review.pk, percent=100, said="Báo cáo 12/BC-STP", actor=office.actor("sotuphap.giamdoc"))
    with pytest.raises(InvalidInput):
        judge_product(review.pk, accepted=False, actor=controller)
    judge_product(review.pk, accepted=False, said="Thiếu phụ lục", actor=controller)
    row, _steps = task_with_history(review.pk, actor=controller)
    assert (row.task.state, row.task.percent, row.task.handed_in_at) == ("running", 90, None)
    with pytest.raises(Conflict):
        judge_product(review.pk, accepted=True, actor=controller)


def test_a_deadline_moves_with_a_reason_and_the_first_stays_readable(review: PlanTask, office: Office) -> None:
    controller, first = office.actor("caicach.tinh"), review.due_at
    later = clock.today() + timedelta(days=60)
    with pytest.raises(InvalidInput):
        change_task(review.pk, due_on=later, reason=" ", actor=controller)
    with pytest.raises(InvalidInput):
        change_task(review.pk, due_on=clock.today() - timedelta(days=1), reason="Chậm", actor=controller)
    change_task(review.pk, due_on=later, reason="Bộ chưa hướng dẫn", actor=controller)
    review.refresh_from_db()
    assert (review.first_due_at, review.due_at.date() >= later) == (first, True)
    change_task(review.pk, due_on=None, reason="Bãi bỏ thủ tục", actor=controller)
    assert counted("reform.tasks_due") == 1


def test_only_the_owner_reports_and_only_those_near_see(review: PlanTask, office: Office) -> None:
    stranger = office.actor("hoangquang.chutich")
    with pytest.raises(Forbidden):
        report_progress(review.pk, percent=10, said="x", actor=stranger)
    with pytest.raises(NotFound):
        task_with_history(review.pk, actor=stranger)
    assert plans(actor=stranger) == []
    assert [one.amount for one in plans(actor=office.actor("sotuphap.giamdoc"))] == [2]  # type: ignore[attr-defined] # annotated
    with pytest.raises(InvalidInput):
        report_progress(review.pk, percent=101, said="x", actor=office.actor("sotuphap.giamdoc"))


def test_a_refused_file_leaves_the_task_as_it_was(review: PlanTask, office: Office) -> None:
    with pytest.raises(Refusal):
        report_progress(
            review.pk, percent=100, said="Báo cáo", evidence=("x.exe", io.BytesIO(b"MZ")), actor=office.actor("sotuphap.giamdoc")
        )
    review.refresh_from_db()
    assert (review.state, review.steps.count()) == ("planned", 0)


def test_an_unknown_owner_is_named_and_a_plan_is_recorded_once(plan: Plan, office: Office) -> None:
    controller = office.actor("caicach.tinh")
    wrong = PlanText(
        office.unit("38").pk, 2022, "1/KH", "Kế hoạch", date(2022, 1, 1), read_plan(LINES.replace("so_tu_phap", "so_khong_co"), 2022)
    )
    with pytest.raises(InvalidInput) as refused:
        record_plan(wrong, actor=controller)
    assert refused.value.fields[0].params["owner"] == "so_khong_co"
    again = PlanText(office.unit("38").pk, 2022, plan.number, "Lần hai", date(2022, 1, 1), read_plan(LINES, 2022))
    with pytest.raises(Conflict):
        record_plan(again, actor=controller)
    assert plan_page(plan.pk, actor=controller).percent == 0
