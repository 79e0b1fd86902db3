"""The turns a dossier can take on its way: supplement, financial obligation, withdrawal, hand-over."""

from datetime import timedelta

import pytest

from motcua.blocks.events.api import Event
from motcua.blocks.files.api import store_bytes
from motcua.blocks.workflow.api import open_tasks
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput
from motcua.onestop.dossiers.api import (
    Dossier,
    Escalation,
    Paper,
    Pause,
    Result,
    Status,
    SupplementItem,
    answer_supplement,
    receive_dossier,
    request_payment,
    request_supplement,
    return_result,
    settle_payment,
    withdraw_dossier,
)
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests.office import Office

MISSING = SupplementItem("giay_to_ho_tich_cu", "Bản chụp giấy tờ hộ tịch đã được cấp", what="Ảnh mờ")
PHOTO = b"%PDF-1.7 invented"


def received(office: Office) -> Dossier:
    return receive_dossier(submitted(office).code, fee_collected=16_000, actor=office.actor("dienbien.motcua"))


def hand_in(dossier: Dossier, number: int) -> None:
    stored = store_bytes("giay-to.pdf", PHOTO, "application/pdf")
    Paper.objects.create(
        dossier=dossier, component_key=MISSING.component_key, file=stored, name="giay-to.pdf", round=number, added_at=clock.now()
    )


def test_a_supplement_at_intake_leaves_the_clock_unstarted(office: Office) -> None:
    dossier, desk = submitted(office), office.actor("dienbien.motcua")
    request_supplement(dossier.code, items=[MISSING], reason="Ảnh chụp không đọc được.", actor=desk)
    hand_in(dossier, 1)
    dossier = answer_supplement(dossier.code, actor=office.citizen())
    assert (dossier.status, dossier.received_at) == (Status.SUBMITTED, None)
    assert receive_dossier(dossier.code, fee_collected=16_000, actor=desk).status == Status.RECEIVED


def test_a_supplement_in_process_stops_the_clock_and_then_restarts_it(office: Office) -> None:
    dossier, clerk = received(office), office.actor("dienbien.tuphap")
    request_supplement(dossier.code, items=[MISSING], reason="Cần giấy tờ cũ để đối chiếu.", actor=clerk)
    with pytest.raises(Conflict):
        done(dossier, "propose", clerk)
    hand_in(dossier, 2)
    two_days_on = clock.now() + timedelta(days=2)
    with clock.frozen(two_days_on):
        dossier = answer_supplement(dossier.code, actor=office.citizen())
    assert dossier.status == Status.IN_PROCESS
    assert dossier.clock_from == two_days_on
    assert dossier.due_at is not None
    assert dossier.due_at.date() == two_days_on.date()
    assert Pause.objects.get(dossier=dossier).ended_at == two_days_on


def test_a_supplement_is_asked_for_once_at_each_stage(office: Office) -> None:
    dossier, desk = submitted(office), office.actor("dienbien.motcua")
    request_supplement(dossier.code, items=[MISSING], reason="Ảnh mờ.", actor=desk)
    hand_in(dossier, 1)
    answer_supplement(dossier.code, actor=office.citizen())
    asked = request_supplement(dossier.code, items=[MISSING], reason="Vẫn mờ.", actor=desk)
    assert isinstance(asked, Escalation)
    dossier.refresh_from_db()
    assert (dossier.status, dossier.supplements.count()) == (Status.SUBMITTED, 1)


def test_a_supplement_without_its_papers_is_not_sent(office: Office) -> None:
    dossier = submitted(office)
    request_supplement(dossier.code, items=[MISSING], reason="Ảnh mờ.", actor=office.actor("dienbien.motcua"))
    with pytest.raises(InvalidInput) as refused:
        answer_supplement(dossier.code, actor=office.citizen())
    assert [error.field for error in refused.value.fields] == ["paper.giay_to_ho_tich_cu"]


def test_an_empty_list_of_what_is_missing_is_refused(office: Office) -> None:
    dossier = submitted(office)
    with pytest.raises(InvalidInput):
        request_supplement(dossier.code, items=[], reason="Thiếu.", actor=office.actor("dienbien.motcua"))


def test_the_time_of_a_financial_obligation_is_not_counted(office: Office) -> None:
    dossier, clerk = received(office), office.actor("dienbien.tuphap")
    assert dossier.due_at is not None
    promised = dossier.due_at
    request_payment(dossier.code, notice_number="TB-01", payee="Chi cục Thuế", amount=250_000, actor=clerk)
    with clock.frozen(clock.now() + timedelta(days=3)):
        dossier = settle_payment(dossier.code, receipt_number="BL-7", actor=clerk)
    assert dossier.due_at is not None
    assert dossier.due_at > promised
    assert dossier.status == Status.IN_PROCESS


def test_the_same_notice_is_not_entered_twice_and_an_empty_one_not_at_all(office: Office) -> None:
    dossier, clerk = received(office), office.actor("dienbien.tuphap")
    with pytest.raises(InvalidInput) as refused:
        request_payment(dossier.code, notice_number=" ", payee="", amount=0, actor=clerk)
    assert {error.field for error in refused.value.fields} == {"notice_number", "payee", "amount"}
    request_payment(dossier.code, notice_number="TB-01", payee="Chi cục Thuế", amount=1, actor=clerk)
    settle_payment(dossier.code, receipt_number="BL-7", actor=clerk)
    with pytest.raises(Conflict):
        request_payment(dossier.code, notice_number="TB-01", payee="Chi cục Thuế", amount=1, actor=clerk)


def test_a_withdrawn_dossier_leaves_no_open_task(office: Office) -> None:
    dossier = received(office)
    dossier = withdraw_dossier(dossier.code, reason="Không còn cần.", actor=office.citizen())
    assert dossier.status == Status.WITHDRAWN
    assert not open_tasks(STREAM, dossier.pk).exists()
    with pytest.raises(Conflict):
        withdraw_dossier(dossier.code, actor=office.citizen())


def test_only_the_desk_withdraws_for_a_citizen_and_names_who_wishes_it(office: Office) -> None:
    dossier, desk = received(office), office.actor("dienbien.motcua")
    with pytest.raises(Forbidden):
        withdraw_dossier(dossier.code, at_wish_of="Nguyễn Thị Hoa", actor=office.actor("dienbien.tuphap"))
    with pytest.raises(InvalidInput) as unnamed:
        withdraw_dossier(dossier.code, reason="Đã tìm thấy bản cũ.", actor=desk)
    assert [error.field for error in unnamed.value.fields] == ["at_wish_of"]
    dossier = withdraw_dossier(dossier.code, reason="Đã tìm thấy bản cũ.", at_wish_of="Nguyễn Thị Hoa", actor=desk)
    assert dossier.status == Status.WITHDRAWN
    event = Event.objects.get(kind="dossier.withdrawn", stream_id=dossier.pk)
    assert (event.payload["at_wish_of"], event.payload["slip"]) == ("Nguyễn Thị Hoa", None)


def test_a_signed_result_is_handed_over_to_a_named_person(office: Office) -> None:
    dossier, desk = received(office), office.actor("dienbien.motcua")
    done(dossier, "propose", office.actor("dienbien.tuphap"))
    done(dossier, "approved", office.actor("dienbien.chutich"))
    Result.objects.filter(dossier=dossier).update(signed_at=clock.now())
    with pytest.raises(InvalidInput) as unnamed:
        return_result(dossier.code, method="counter", received_by="", actor=desk)
    assert [error.field for error in unnamed.value.fields] == ["received_by"]
    dossier = return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=desk)
    assert dossier.status == Status.RETURNED
