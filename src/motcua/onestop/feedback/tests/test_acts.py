"""What officials may do with feedback, and what they may not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.onestop.dossiers.api import save_answers, start_draft, submit_dossier
from motcua.onestop.feedback.api import (
    Classification,
    Feedback,
    Marks,
    PublicSearch,
    accept_feedback,
    answer_supplement,
    approve_answer,
    ask_supplement,
    assign_feedback,
    classify_feedback,
    contact_of,
    draft_answer,
    extend_term,
    feedback_sheet,
    forward_feedback,
    forward_outside,
    merge_feedback,
    publish_feedback,
    published,
    react,
    refuse_feedback,
    return_feedback,
    reveal_sender,
    send_back_draft,
    senders_sheet,
    start_work,
    suggestions_for,
    withhold_feedback,
)
from motcua.onestop.feedback.tests.conftest import HOA, OFFICER, RUBBISH, Send
from motcua.onestop.feedback.tests.test_life import answered
from tests.office import DIEN_BIEN, Office
from tests.security.world import ANSWERS, EXTRACT

CONDUCT = replace(
    RUBBISH, kind="conduct", topic="ho_tich_chung_thuc", title="Cán bộ một cửa gây phiền hà",
    text="Cán bộ tiếp nhận hẹn nhiều lần không trả kết quả, yêu cầu đi lại bốn lần không có lý do.",
)  # fmt: skip


def accusing(portal: Office, send: Send) -> str:
    """Feedback about officials of the ward, classified so by the office."""
    sent = send(message=CONDUCT)
    chosen = Classification("conduct", CONDUCT.topic, "normal", accused="14767/mot_cua")
    classify_feedback(sent.code, chosen, actor=portal.actor(OFFICER))
    return sent.code


def test_the_accused_body_never_gets_it_never_decides_and_never_sees_who_wrote(portal: Office, send: Send) -> None:
    code = accusing(portal, send)
    feedback = Feedback.objects.get(code=code)
    assert feedback.accused is not None
    assert feedback.accused.code == "14767"
    assert suggestions_for(feedback)[0][1].code == "380/mot_cua"
    with pytest.raises(Forbidden) as refused:
        forward_feedback(code, unit_id=portal.unit("14767/mot_cua").pk, reason="tự giải quyết", actor=portal.actor(OFFICER))
    assert refused.value.code == "own_cause"
    forward_feedback(code, unit_id=portal.unit("380/mot_cua").pk, reason="cấp trên trực tiếp", actor=portal.actor(OFFICER))
    accept_feedback(code, actor=portal.actor("tpthanhhoa.motcua"))
    assert reveal_sender(code, actor=portal.actor("tpthanhhoa.motcua")).name == HOA.name
    for username in ("dienbien.motcua", "dienbien.chutich"):
        with pytest.raises(NotFound):
            feedback_sheet(code, actor=portal.actor(username))


def test_where_the_accused_has_it_already_it_decides_nothing(portal: Office, send: Send) -> None:
    sent = send()
    forward_feedback(sent.code, unit_id=portal.unit("14767/mot_cua").pk, reason="nhầm", actor=portal.actor(OFFICER))
    Feedback.objects.filter(code=sent.code).update(kind="conduct", accused=portal.unit("14767"))
    clerk, chairman = portal.actor("dienbien.motcua"), portal.actor("dienbien.chutich")
    for act in (
        lambda: accept_feedback(sent.code, actor=clerk),
        lambda: refuse_feedback(sent.code, ground="other", actor=chairman),
        lambda: ask_supplement(sent.code, text="?", actor=chairman),
        lambda: reveal_sender(sent.code, actor=chairman),
        lambda: forward_outside(sent.code, agency="Bộ", reason="x", actor=chairman),
    ):
        with pytest.raises(Forbidden):
            act()
    sheet = feedback_sheet(sent.code, actor=chairman)
    assert not sheet.sees_sender
    assert sheet.attachments == []
    assert sheet.acts == {"forward", "return"}
    return_feedback(sent.code, reason="về chính cán bộ của phường", actor=clerk)


def test_feedback_about_behaviour_goes_nowhere_before_it_is_known_whose(portal: Office, send: Send) -> None:
    sent, officer = send(message=CONDUCT), portal.actor(OFFICER)
    assert {unit.code for _, unit in suggestions_for(Feedback.objects.get(code=sent.code))} == {"van_phong_ubnd/kiem_soat_tthc"}
    with pytest.raises(Conflict) as refused:
        forward_feedback(sent.code, unit_id=portal.unit("14767/mot_cua").pk, reason="địa bàn", actor=officer)
    assert refused.value.code == "accused_unknown"
    with pytest.raises(Conflict):
        accept_feedback(sent.code, actor=officer)
    for accused in ("", "khong_co"):
        with pytest.raises(InvalidInput):
            classify_feedback(sent.code, Classification("conduct", "y_te", "normal", accused=accused), actor=officer)


def test_a_draft_of_the_accused_is_signed_by_the_body_above_only(portal: Office, send: Send) -> None:
    sent = send()
    forward_feedback(sent.code, unit_id=portal.unit("14767/mot_cua").pk, reason="địa bàn", actor=portal.actor(OFFICER))
    accept_feedback(sent.code, actor=portal.actor("dienbien.motcua"))
    assign_feedback(sent.code, unit_id=portal.unit("14767/dia_chinh_xay_dung").pk, actor=portal.actor("dienbien.chutich"))
    Feedback.objects.filter(code=sent.code).update(kind="conduct", accused=portal.unit("14767"))
    draft_answer(sent.code, text="Báo cáo của phường.", actor=portal.actor("dienbien.diachinh"))
    with pytest.raises(Forbidden) as refused:
        approve_answer(sent.code, actor=portal.actor("dienbien.chutich"))
    assert refused.value.code == "own_cause"
    answer = approve_answer(sent.code, actor=portal.actor("tpthanhhoa.chutich"))
    assert answer.issuer == portal.unit("380")
    with pytest.raises(Forbidden):
        publish_feedback(sent.code, Marks(), actor=portal.actor("dienbien.diachinh"))


def test_a_dossier_names_the_competent_body(portal: Office, send: Send) -> None:
    citizen = portal.citizen()
    draft = start_draft(EXTRACT, unit_id=portal.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values=ANSWERS, actor=citizen)
    dossier = submit_dossier(draft.key, actor=citizen)
    sent = send(message=replace(RUBBISH, kind="rules", topic="y_te", place_code="", dossier_code=f" {dossier.code.lower()} "))
    best, unit = suggestions_for(Feedback.objects.get(code=sent.code))[0]
    assert (best.body, unit.code) == ("14767", "14767/mot_cua")
    blaming = send(message=replace(CONDUCT, dossier_code=dossier.code))
    assert suggestions_for(Feedback.objects.get(code=blaming.code))[0][0].body == "380"


def test_a_complaint_is_refused_with_the_way_to_go(portal: Office, send: Send) -> None:
    sent = send(message=replace(RUBBISH, title="Đơn khiếu nại quyết định", kind="rules"))
    with pytest.raises(InvalidInput):
        refuse_feedback(sent.code, ground="because", actor=portal.actor(OFFICER))
    refuse_feedback(sent.code, ground="complaint", text="Nơi tiếp công dân: 35 Đại lộ Lê Lợi", actor=portal.actor(OFFICER))
    event = Event.objects.get(stream="feedback", kind="feedback.refused")
    assert "Luật Khiếu nại" in event.payload["guidance"]
    assert senders_sheet(sent.code, sent.secret, actor=ANONYMOUS).feedback.status == "refused"
    with pytest.raises(Conflict):
        accept_feedback(sent.code, actor=portal.actor(OFFICER))


def test_waiting_for_additions_stops_the_clock(portal: Office, send: Send) -> None:
    sent = send(message=replace(RUBBISH, kind="rules"))
    officer = portal.actor(OFFICER)
    before = Feedback.objects.get(code=sent.code).answer_due_at
    ask_supplement(sent.code, text="Ở số mấy?", actor=officer)
    assert Feedback.objects.get(code=sent.code).due_at is None
    with pytest.raises(Conflict):
        ask_supplement(sent.code, text="Và khi nào?", actor=officer)
    with clock.frozen(clock.now() + timedelta(days=7)):
        with pytest.raises(InvalidInput):
            answer_supplement(sent.code, secret=sent.secret, text=" ", actor=ANONYMOUS)
        answer_supplement(sent.code, secret=sent.secret, text="Đầu ngõ 3", actor=ANONYMOUS)
    after = Feedback.objects.get(code=sent.code)
    assert after.status == "supplemented"
    assert before is not None
    assert after.answer_due_at is not None
    assert (after.answer_due_at - before).days == 7


def test_more_time_is_taken_once_before_the_term_with_a_reason(portal: Office, send: Send) -> None:
    sent, officer = send(message=replace(RUBBISH, kind="rules")), portal.actor(OFFICER)
    accept_feedback(sent.code, actor=officer)
    with pytest.raises(InvalidInput):
        extend_term(sent.code, reason="", actor=officer)
    before = Feedback.objects.get(code=sent.code).answer_due_at
    extend_term(sent.code, reason="Cần đo đạc hiện trường", actor=officer)
    after = Feedback.objects.get(code=sent.code).answer_due_at
    assert before is not None
    assert after is not None
    assert (after - before).days == 14, "ten working days"
    with pytest.raises(Conflict) as twice:
        extend_term(sent.code, reason="Thêm nữa", actor=officer)
    assert twice.value.code == "extended_before"
    late = send(message=replace(CONDUCT, kind="rules"))
    accept_feedback(late.code, actor=officer)
    with clock.frozen(clock.now() + timedelta(days=40)), pytest.raises(Conflict) as too_late:
        extend_term(late.code, reason="Cần thêm", actor=officer)
    assert too_late.value.code == "too_late"


def test_merged_ones_hear_of_the_answer(portal: Office, send: Send) -> None:
    first = send()
    second = send(sender=replace(HOA, name="Lê Văn Bé", phone="0912000111"), message=replace(RUBBISH, title="Rác ùn ứ đầu ngõ"))
    officer = portal.actor(OFFICER)
    (alike,) = feedback_sheet(second.code, actor=officer).alike
    assert alike[0].code == first.code
    for wrong in (second.code, "PAKN-000000-9999", ""):
        with pytest.raises(InvalidInput):
            merge_feedback(second.code, into=wrong, actor=officer)
    with pytest.raises(InvalidInput):
        merge_feedback(first.code, into=second.code, actor=officer)
    merge_feedback(second.code, into=first.code, actor=officer)
    accept_feedback(first.code, actor=officer)
    assign_feedback(first.code, unit_id=portal.unit("van_phong_ubnd/kiem_soat_tthc").pk, actor=officer)
    start_work(first.code, actor=officer)
    draft_answer(first.code, text="Đã đôn đốc phường thu gom.", actor=officer)
    head = portal.actor("vpubnd.chanhvanphong")
    send_back_draft(first.code, reason="Nêu rõ ngày", actor=head)
    draft_answer(first.code, text="Đã đôn đốc phường thu gom ngày 15/11.", actor=officer)
    approve_answer(first.code, actor=head)
    told = Event.objects.filter(stream="feedback", stream_id=Feedback.objects.get(code=second.code).pk, kind="feedback.answered")
    assert [event.payload["into"] for event in told] == [first.code]
    withhold_feedback(first.code, reason="Việc nội bộ", actor=officer)
    assert published(PublicSearch()).rows == []


def test_every_look_at_the_sender_is_written_down(portal: Office, send: Send) -> None:
    citizen = portal.citizen()
    sent, officer = send(actor=citizen), portal.actor(OFFICER)
    feedback_sheet(sent.code, actor=officer)
    reveal_sender(sent.code, actor=officer)
    assert citizen.party_id is not None
    looks = [(one.actor_name, one.payload["purpose"]) for one in accesses_of(citizen.party_id)]
    assert looks == [(officer.name, "feedback_sender"), (officer.name, "feedback")]
    with pytest.raises(Forbidden):
        reveal_sender(sent.code, actor=portal.actor("kiemsoat.tinh"))
    assert "Hoa" not in feedback_sheet(sent.code, actor=portal.actor("kiemsoat.tinh")).text
    contact = contact_of(Feedback.objects.get().pk)
    assert contact is not None
    assert contact.phone == "0912345601"


def test_no_event_holds_what_the_sender_told_of_himself(portal: Office, send: Send) -> None:
    answered(portal, send)
    for event in Event.objects.filter(stream="feedback"):
        for personal in (HOA.name, "0912345601", HOA.email, RUBBISH.text):
            assert personal not in str(event.payload), event.kind


def test_likes_count_once_a_person(portal: Office, send: Send) -> None:
    code, _ = answered(portal, send)
    for _time in range(3):
        react(code, likes=False, mark="one")
    react(code, likes=True, mark="two")
    react(code, likes=False, mark="two")
    shown = published(PublicSearch(text="RAC THAI")).rows[0]
    assert (shown.likes, shown.dislikes, shown.satisfies) == (0, 2, "unsatisfied")
    with pytest.raises(NotFound):
        react("PAKN-000000-0001", likes=True, mark="x")


def test_it_stays_inside_its_agency_when_assigned(portal: Office, send: Send) -> None:
    sent, officer = send(), portal.actor(OFFICER)
    accept_feedback(sent.code, actor=officer)
    with pytest.raises(InvalidInput):
        assign_feedback(sent.code, unit_id=portal.unit("14767/mot_cua").pk, actor=officer)
    other = portal.actor("dienbien.motcua").account_id
    with pytest.raises(InvalidInput):
        assign_feedback(sent.code, unit_id=portal.unit("van_phong_ubnd/kiem_soat_tthc").pk, account_id=other, actor=officer)
