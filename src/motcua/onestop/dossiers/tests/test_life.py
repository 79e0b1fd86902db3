"""One dossier in its whole life: submitted, received, examined, approved, returned; and every way it can be turned away."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.blocks.events.api import timeline
from motcua.blocks.workflow.api import Task, open_tasks
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Result,
    Search,
    Slip,
    Status,
    complete_task,
    dossier_file,
    find_dossiers,
    inbox,
    intake_queue,
    receive_dossier,
    refuse_dossier,
    return_result,
    save_answers,
    start_draft,
    submit_dossier,
)
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}


def submitted(office: Office) -> Dossier:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, page="yeu_cau", actor=citizen)
    return submit_dossier(draft.key, actor=citizen)


def only_task(dossier: Dossier) -> Task:
    (task,) = open_tasks(STREAM, dossier.pk)
    return task


def done(dossier: Dossier, outcome: str, actor: Actor, comment: str = "") -> Dossier:
    return complete_task(only_task(dossier).pk, decision=Decision(outcome, comment), actor=actor)


def test_a_dossier_goes_from_the_phone_to_the_signed_decision_and_back(office: Office) -> None:
    desk, clerk, chair = (office.actor(f"dienbien.{post}") for post in ("motcua", "tuphap", "chutich"))
    dossier = submitted(office)
    assert dossier.code == f"{dossier.competent.agency_code}-221114-0001"
    assert [row.code for row in intake_queue(actor=desk).rows] == [dossier.code]
    assert dossier.fee_total == 16_000

    dossier = receive_dossier(dossier.code, fee_collected=16_000, actor=desk)
    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(clock.VIETNAM).strftime("%Y-%m-%d %H:%M") == "2022-11-14 17:00"
    assert [row.dossier.code for row in inbox(clerk).rows] == [dossier.code]
    assert inbox(chair).rows == []

    done(dossier, "propose", clerk)
    assert [row.dossier.code for row in inbox(chair).rows] == [dossier.code]
    dossier = done(dossier, "approved", chair)
    assert dossier.status == Status.RESOLVED
    assert dossier.timing == "on_time"
    result = Result.objects.get(dossier=dossier)
    assert (result.number, result.signer_name, result.signer_title) == (1, "Trần Đức Long", "TM. Ủy ban nhân dân, Chủ tịch")
    kinds = [event.kind for event in timeline(STREAM, dossier.pk)]
    assert kinds == [
        DossierEvent.SUBMITTED,
        DossierEvent.FEE_PAID,
        DossierEvent.RECEIVED,
        DossierEvent.TASK_COMPLETED,
        DossierEvent.TASK_COMPLETED,
        DossierEvent.RESOLVED,
    ]


def test_a_result_that_is_not_signed_yet_is_not_handed_over(office: Office) -> None:
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    done(dossier, "propose", office.actor("dienbien.tuphap"))
    done(dossier, "approved", office.actor("dienbien.chutich"))
    with pytest.raises(Conflict) as refused:
        return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=office.actor("dienbien.motcua"))
    assert refused.value.code == "not_signed"


def test_a_second_click_on_submit_finds_the_same_dossier(office: Office) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    first = submit_dossier(draft.key, actor=citizen)
    assert submit_dossier(draft.key, actor=citizen).code == first.code
    assert Dossier.objects.count() == 1


def test_an_incomplete_draft_is_not_submitted_and_every_gap_is_named(office: Office) -> None:
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values={**ANSWERS, "tu_cach": "duoc_uy_quyen", "so_luong": None}, actor=citizen)
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, actor=citizen)
    assert {"so_luong", "paper.van_ban_uy_quyen"} <= {error.field for error in refused.value.fields}
    assert Dossier.objects.count() == 0


def test_the_second_of_two_desk_officers_is_told_that_a_colleague_was_first(office: Office) -> None:
    dossier, desk = submitted(office), office.actor("dienbien.motcua")
    receive_dossier(dossier.code, fee_collected=16_000, actor=desk)
    with pytest.raises(Conflict) as refused:
        receive_dossier(dossier.code, fee_collected=16_000, actor=desk)
    assert refused.value.way_out
    assert Slip.objects.filter(form="01").count() == 1


def test_a_refused_dossier_has_its_reason_and_slip_three(office: Office) -> None:
    dossier, desk = submitted(office), office.actor("dienbien.motcua")
    with pytest.raises(InvalidInput) as unreasoned:
        refuse_dossier(dossier.code, reason="  ", actor=desk)
    assert [error.field for error in unreasoned.value.fields] == ["reason"]
    slip = refuse_dossier(dossier.code, reason="Không thuộc thẩm quyền của phường.", actor=desk)
    assert (slip.form, slip.number) == ("03", 1)
    dossier.refresh_from_db()
    assert dossier.status == Status.NOT_ACCEPTED


def test_an_ineligible_dossier_is_stopped_with_the_reason(office: Office) -> None:
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    clerk = office.actor("dienbien.tuphap")
    with pytest.raises(InvalidInput):
        done(dossier, "not_eligible", clerk)
    dossier = done(dossier, "not_eligible", clerk, "Không có tên trong Sổ hộ tịch.")
    assert (dossier.status, dossier.ended_reason) == (Status.STOPPED, "Không có tên trong Sổ hộ tịch.")
    assert not Result.objects.filter(dossier=dossier).exists()


def test_what_a_leader_sends_back_returns_to_the_specialist(office: Office) -> None:
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    done(dossier, "propose", office.actor("dienbien.tuphap"))
    done(dossier, "sent_back", office.actor("dienbien.chutich"), "Kiểm tra lại ngày sinh.")
    assert only_task(dossier).node == "examine"


def test_an_officer_of_another_ward_neither_sees_nor_touches_the_dossier(office: Office) -> None:
    dossier = submitted(office)
    stranger = office.actor("hoangquang.motcua")
    assert find_dossiers(Search(), actor=stranger).rows == []
    with pytest.raises(NotFound):
        receive_dossier(dossier.code, fee_collected=16_000, actor=stranger)
    with pytest.raises(NotFound):
        dossier_file(dossier.code, purpose="curiosity", actor=stranger)


def test_a_specialist_cannot_approve_in_the_place_of_the_leader(office: Office) -> None:
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))
    clerk = office.actor("dienbien.tuphap")
    done(dossier, "propose", clerk)
    with pytest.raises((Forbidden, NotFound)):
        done(dossier, "approved", clerk)


def test_a_draft_of_somebody_else_does_not_exist(office: Office) -> None:
    with pytest.raises(NotFound):
        submit_dossier(uuid4(), actor=office.citizen())


def test_each_action_keeps_to_its_budget_of_statements(office: Office) -> None:
    citizen = office.citizen()
    desk, clerk, chair = (office.actor(f"dienbien.{post}") for post in ("motcua", "tuphap", "chutich"))
    first = receive_dossier(submitted(office).code, fee_collected=16_000, actor=desk)  # fills what is kept in memory
    done(first, "propose", clerk)
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    code = ""

    def spent(step: Callable[[], Dossier]) -> int:
        nonlocal code
        with CaptureQueriesContext(connection) as captured:
            code = step().code
        return len([query for query in captured if "SAVEPOINT" not in query["sql"]])

    statements = {
        "submit": spent(lambda: submit_dossier(draft.key, actor=citizen)),
        "receive": spent(lambda: receive_dossier(code, fee_later=True, actor=desk)),
        "examine": spent(lambda: done(Dossier.objects.get(code=code), "propose", clerk)),
        "approve": spent(lambda: done(Dossier.objects.get(code=code), "approved", chair)),
    }
    assert max(statements.values()) <= 15, statements
