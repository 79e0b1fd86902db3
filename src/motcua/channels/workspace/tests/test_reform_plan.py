"""The reform plan in the browser: recorded by pasting its table, issued after a question, reported and confirmed."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.channels.workspace.tests.conftest import words_of
from motcua.office.reform.api import Plan, PlanTask
from tests.office import Office

Browser = Callable[[str], Client]
ROOT = "/lam-viec/ke-hoach-cchc/"
LINE = "{code}; Thủ tục hành chính; Rà soát thủ tục hộ tịch; Báo cáo rà soát; so_tu_phap; 01/02/2022; 15/12/2022"


def typed(office: Office, lines: str) -> dict[str, str]:
    return {
        "unit": str(office.unit("38").pk),
        "year": "2022",
        "number": "5274/QĐ-UBND",
        "title": "Kế hoạch cải cách hành chính năm 2022",
        "decided_on-day": "21",
        "decided_on-month": "12",
        "decided_on-year": "2021",
        "lines": lines,
    }


@pytest.fixture
def task(office: Office, browser: Browser) -> PlanTask:
    browser("caicach.tinh").post(f"{ROOT}moi/", typed(office, LINE.format(code="2")))
    plan = Plan.objects.get()
    browser("ubndtinh.phochutich").post(f"{ROOT}{plan.pk}/ban-hanh/", {"confirmed": "yes"})
    return plan.tasks.get()


def test_a_wrong_line_is_named_and_what_was_typed_stays(office: Office, browser: Browser) -> None:
    reply = browser("caicach.tinh").post(f"{ROOT}moi/", typed(office, "2; Thể thao; A; B; 38; 01/02/2022; 15/12/2022"))
    assert reply.status_code == 422
    assert "Dòng 1: không phải một nội dung cải cách" in words_of(reply)
    assert "2; Thể thao; A; B" in reply.content.decode()


def test_issuing_asks_once_more(office: Office, browser: Browser) -> None:
    browser("caicach.tinh").post(f"{ROOT}moi/", typed(office, LINE.format(code="2")))
    plan = Plan.objects.get()
    leader = browser("ubndtinh.phochutich")
    assert "Ban hành kế hoạch này?" in words_of(leader.post(f"{ROOT}{plan.pk}/ban-hanh/"))
    plan.refresh_from_db()
    assert plan.issued_at is None


def test_a_task_goes_from_owner_to_confirmation(task: PlanTask, browser: Browser) -> None:
    director, controller, page = browser("sotuphap.giamdoc"), browser("caicach.tinh"), f"{ROOT}nhiem-vu/{task.pk}/"
    assert "Nhiệm vụ của đơn vị" in words_of(director.get(ROOT))
    wrong = director.post(f"{page}bao-cao/", {"percent": "100", "said": ""})
    assert (wrong.status_code, "Ông/bà cần nêu sản phẩm" in words_of(wrong)) == (422, True)
    director.post(f"{page}bao-cao/", {"percent": "100", "said": "Báo cáo số 12/BC-STP"})
    assert "Sản phẩm chờ xác nhận" in words_of(controller.get(ROOT))
    controller.post(f"{page}ket-luan/", {"judgement": "accept", "said": ""})
    assert "Hoàn thành" in words_of(director.get(page))
    task.refresh_from_db()
    assert task.state == "done"


def test_the_controller_moves_a_deadline(task: PlanTask, browser: Browser) -> None:
    page = f"{ROOT}nhiem-vu/{task.pk}/"
    day = {"due_on-day": "20", "due_on-month": "12", "due_on-year": "2099"}
    reply = browser("caicach.tinh").post(f"{page}dieu-chinh/", {"change": "move", "said": "", **day})
    assert reply.status_code == 422
    browser("caicach.tinh").post(f"{page}dieu-chinh/", {"change": "move", "said": "Chờ hướng dẫn", **day})
    assert "ban đầu" in words_of(browser("caicach.tinh").get(page))


def test_many_tasks_cost_no_more_statements_than_one(office: Office, browser: Browser) -> None:
    controller, costs = browser("caicach.tinh"), []
    for number, amount in (("1/QĐ", 1), ("2/QĐ", 12)):
        lines = "\n".join(LINE.format(code=code) for code in range(amount))
        controller.post(f"{ROOT}moi/", {**typed(office, lines), "number": number})
        with CaptureQueriesContext(
            connection,
        ) as seen:
            controller.get(f"{ROOT}{Plan.objects.latest('pk').pk}/")
        costs.append(len(seen))
    assert costs[0] == costs[1]
