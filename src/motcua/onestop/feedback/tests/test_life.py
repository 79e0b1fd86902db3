"""A feedback from sending to rating, through the province's office and a ward."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.blocks.events.api import drain, timeline
from motcua.blocks.files.api import read_bytes
from motcua.blocks.jobs.api import run_pending
from motcua.blocks.signing.api import verify_pdf
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.feedback.api import (
    Feedback,
    Marks,
    PublicSearch,
    accept_feedback,
    approve_answer,
    assign_feedback,
    draft_answer,
    feedback_sheet,
    forward_feedback,
    known_of,
    proposed,
    publish_feedback,
    published,
    published_one,
    rate_feedback,
    reopen_feedback,
    return_feedback,
    senders_sheet,
    sign_answer,
    start_work,
    suggestions_for,
)
from motcua.onestop.feedback.tests.conftest import HOA, OFFICER, RUBBISH, Send
from tests.office import Office

ANSWER = "Ủy ban nhân dân phường đã thu gom rác ngày 16/11/2022. Xin cảm ơn bà Nguyễn Thị Hoa."


def test_a_feedback_goes_from_the_web_to_the_ward_and_its_answer_into_the_public_list(portal: Office, send: Send) -> None:
    sent = send()
    office, clerk = portal.actor(OFFICER), portal.actor("dienbien.motcua")
    feedback = Feedback.objects.get(code=sent.code)
    assert feedback.status == "waiting_intake"
    best, unit = suggestions_for(feedback)[0]
    assert (best.body, unit.code) == ("14767", "14767/mot_cua")
    with pytest.raises(NotFound):
        accept_feedback(sent.code, actor=clerk)
    forward_feedback(sent.code, unit_id=unit.pk, reason="Thuộc địa bàn phường", actor=office)
    accept_feedback(sent.code, actor=clerk)
    assign_feedback(sent.code, unit_id=portal.unit("14767/dia_chinh_xay_dung").pk, actor=clerk)
    specialist, chairman = portal.actor("dienbien.diachinh"), portal.actor("dienbien.chutich")
    start_work(sent.code, actor=specialist)
    draft_answer(sent.code, text=ANSWER, actor=specialist)
    with pytest.raises(Forbidden):
        approve_answer(sent.code, actor=specialist)
    answer = approve_answer(sent.code, actor=chairman)
    assert str(answer) == "1/TL-PAKN"
    assert answer.signer_title == "TM. Ủy ban nhân dân, Chủ tịch"
    signed = sign_answer(answer.pk, actor=SYSTEM)
    assert signed.file is not None
    assert len(verify_pdf(read_bytes(signed.file)).signatures) == 2
    feedback.refresh_from_db()
    keys = [found.key for found in proposed("answer", ANSWER, known_of(feedback))]
    with pytest.raises(InvalidInput):
        publish_feedback(sent.code, Marks(), actor=specialist)
    publish_feedback(sent.code, Marks(kept=keys), actor=specialist)
    (shown,) = published(PublicSearch()).rows
    assert "Hoa" not in shown.answer
    assert "đã thu gom rác" in shown.answer
    feedback.refresh_from_db()
    assert (feedback.status, feedback.timing) == ("published", "on_time")
    rate_feedback(sent.code, secret=sent.secret, rating="satisfied", actor=ANONYMOUS)
    assert published_one(sent.code).rating == "satisfied"
    kinds = [event.kind for event in timeline("feedback", feedback.pk)]
    assert kinds[0] == "feedback.received"
    assert kinds[-1] == "feedback.rated"
    assert "Hoa" not in str([event.payload for event in timeline("feedback", feedback.pk) if event.kind != "feedback.answered"])


def answered(portal: Office, send: Send, *, publish: bool = True, **changes: object) -> tuple[str, str]:
    """One that the ward has answered and published."""
    sent = send(**changes)
    forward_feedback(sent.code, unit_id=portal.unit("14767/mot_cua").pk, reason="địa bàn", actor=portal.actor(OFFICER))
    accept_feedback(sent.code, actor=portal.actor("dienbien.motcua"))
    chairman = portal.actor("dienbien.chutich")
    assign_feedback(sent.code, unit_id=portal.unit("14767/dia_chinh_xay_dung").pk, actor=chairman)
    draft_answer(sent.code, text="Phường đã thu gom rác trong ngày.", actor=portal.actor("dienbien.diachinh"))
    approve_answer(sent.code, actor=chairman)
    if publish:
        publish_feedback(sent.code, Marks(), actor=chairman)
    return sent.code, sent.secret


def test_it_is_reopened_once_within_the_term_and_answered_again(portal: Office, send: Send) -> None:
    code, secret = answered(portal, send)
    with pytest.raises(InvalidInput):
        reopen_feedback(code, secret=secret, reason="  ", actor=ANONYMOUS)
    reopen_feedback(code, secret=secret, reason="Hôm nay rác lại ùn ứ", actor=ANONYMOUS)
    assert published_one(code).reopened
    clerk, chairman = portal.actor("dienbien.chutich"), portal.actor("dienbien.chutich")
    accept_feedback(code, actor=clerk)
    assign_feedback(code, unit_id=portal.unit("14767/dia_chinh_xay_dung").pk, actor=chairman)
    draft_answer(code, text="Phường đã tăng chuyến thu gom.", actor=portal.actor("dienbien.diachinh"))
    approve_answer(code, actor=chairman)
    publish_feedback(code, Marks(), actor=chairman)
    assert "tăng chuyến" in published_one(code).answer
    assert [one.number for one in Feedback.objects.get(code=code).answers.order_by("round")] == [1, 2]
    with pytest.raises(Conflict) as refused:
        reopen_feedback(code, secret=secret, reason="Vẫn chưa được", actor=ANONYMOUS)
    assert refused.value.code == "reopened_before"


def test_after_the_term_it_stays_closed(portal: Office, send: Send) -> None:
    code, secret = answered(portal, send)
    with clock.frozen(clock.now() + timedelta(days=15)), pytest.raises(Conflict) as refused:
        reopen_feedback(code, secret=secret, reason="Rác lại ùn ứ", actor=ANONYMOUS)
    assert refused.value.code == "too_late"


def test_an_office_returns_what_is_not_its_own_and_the_chain_shows_the_way(portal: Office, send: Send) -> None:
    sent = send()
    forward_feedback(sent.code, unit_id=portal.unit("15925/mot_cua").pk, reason="nhầm", actor=portal.actor(OFFICER))
    return_feedback(sent.code, reason="Không thuộc địa bàn xã Hoằng Quang", actor=portal.actor("hoangquang.motcua"))
    sheet = feedback_sheet(sent.code, actor=portal.actor(OFFICER))
    assert sheet.feedback.status == "returned_to_forwarder"
    assert [station.came_by for station in sheet.stations] == ["sent", "forwarded", "returned"]
    assert sheet.stations[-1].reason.startswith("Không thuộc")
    with pytest.raises(Forbidden):
        accept_feedback(sent.code, actor=portal.actor("hoangquang.motcua"))


def test_only_code_and_secret_together_open_it_to_its_sender(portal: Office, send: Send) -> None:
    sent = send()
    assert senders_sheet(sent.code, sent.secret, actor=ANONYMOUS).text == RUBBISH.text
    for code, secret in ((sent.code, "WRONG"), ("PAKN-000000-0001", sent.secret), (sent.code, "")):
        with pytest.raises(NotFound):
            senders_sheet(code, secret, actor=ANONYMOUS)


def test_a_logged_in_sender_needs_no_secret_and_a_stranger_sees_nothing(portal: Office, send: Send) -> None:
    citizen = portal.citizen()
    sent = send(actor=citizen)
    assert senders_sheet(sent.code, "", actor=citizen).feedback.code == sent.code
    stranger = portal.citizen({"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "loAs": "2"})
    with pytest.raises(NotFound):
        senders_sheet(sent.code, "", actor=stranger)


def test_nothing_private_goes_public(portal: Office, send: Send) -> None:
    sent = send(message=replace(RUBBISH, public=False))
    assert Feedback.objects.get(code=sent.code).wants_public is False
    office = portal.actor(OFFICER)
    accept_feedback(sent.code, actor=office)
    assign_feedback(sent.code, unit_id=portal.unit("van_phong_ubnd/kiem_soat_tthc").pk, actor=office)
    draft_answer(sent.code, text="Văn phòng đã đôn đốc.", actor=office)
    approve_answer(sent.code, actor=portal.actor("vpubnd.chanhvanphong"))
    feedback = Feedback.objects.get(code=sent.code)
    assert (feedback.status, feedback.timing) == ("answer_approved", "on_time")
    assert published(PublicSearch()).rows == []
    rate_feedback(sent.code, secret=sent.secret, rating="neutral", actor=ANONYMOUS)
    assert published(PublicSearch()).rows == []


def test_the_moments_are_counted_in_working_days_from_sending_then_from_forwarding(portal: Office, send: Send) -> None:
    sent = send(message=replace(RUBBISH, kind="rules"))
    feedback = Feedback.objects.get(code=sent.code)
    assert f"{feedback.intake_due_at:%m-%d} {feedback.answer_due_at.astimezone(clock.VIETNAM):%m-%d}" == "11-16 12-05"
    with clock.frozen(datetime(2022, 11, 15, 9, 0, tzinfo=clock.VIETNAM)):
        forward_feedback(sent.code, unit_id=portal.unit("so_tnmt/mot_cua").pk, reason="đúng thẩm quyền", actor=portal.actor(OFFICER))
    feedback.refresh_from_db()
    assert f"{feedback.answer_due_at.astimezone(clock.VIETNAM):%m-%d}" == "12-06"


def test_signing_is_ordered_by_the_event(portal: Office, send: Send) -> None:
    code, _ = answered(portal, send)
    while drain(100):
        pass
    run_pending(50)
    assert Feedback.objects.get(code=code).answers.get().signed_at is not None
    assert HOA.name not in published_one(code).text
