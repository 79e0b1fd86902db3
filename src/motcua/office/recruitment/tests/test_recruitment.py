"""From the plan to the decision: who may do what when, and what nobody may."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest

from motcua.blocks.events.api import Event
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound
from motcua.office.personnel.api import PersonFile
from motcua.office.recruitment.api import (
    Applicant,
    Application,
    announce_plan,
    appoint_marker,
    ask_review,
    check_application,
    close_list,
    close_plan,
    close_round,
    decide_plan,
    decide_tie,
    draw_codes,
    enter_marks,
    marking_sheet,
    note_absence,
    plan_of,
    plans,
    publish_results,
    read_names,
    record_application,
    results_of,
    seal_of_round,
    seat_member,
    submit_plan,
)
from motcua.office.recruitment.models import Mark, Plan, Script
from motcua.office.recruitment.tests.conftest import APPROVER, LEADER, MARKERS, OFFICER, SECRETARY, Recruiting
from tests.office import Office

Later = Callable[[int], AbstractContextManager[None]]


def test_a_plan_is_prepared_below_and_approved_above(recruiting: Recruiting, office: Office) -> None:
    plan = recruiting.draft()
    submit_plan(plan.pk, actor=office.actor(OFFICER))
    with pytest.raises(Forbidden):
        decide_plan(plan.pk, approved=True, number="1/QĐ", actor=office.actor(LEADER))
    with pytest.raises(InvalidInput):
        decide_plan(plan.pk, approved=True, actor=office.actor(APPROVER))
    decide_plan(plan.pk, approved=False, reason="Thiếu căn cứ", actor=office.actor(APPROVER))
    with pytest.raises(Conflict):
        announce_plan(plan.pk, actor=office.actor(OFFICER))
    submit_plan(plan.pk, actor=office.actor(OFFICER))
    decided = decide_plan(plan.pk, approved=True, number="1/QĐ-SNV", actor=office.actor(APPROVER))
    assert (decided.state, decided.decision_number) == ("approved", "1/QĐ-SNV")
    kinds = Event.objects.filter(stream="recruitment_plan", stream_id=plan.pk).order_by("pk").values_list("kind", flat=True)
    assert [kind.rpartition(".")[2] for kind in kinds] == ["recorded", "submitted", "returned", "submitted", "approved"]


def test_no_more_is_wanted_than_there_are_vacant_places(recruiting: Recruiting, office: Office) -> None:
    submit_plan(recruiting.draft(lines="GV1; Giáo viên; V.07; 406/noi_vu; 8; dai_hoc; -").pk, actor=office.actor(OFFICER))
    with pytest.raises(InvalidInput) as refused:
        recruiting.draft(lines="GV2; Giáo viên; V.07; 406/noi_vu; 2; dai_hoc; -\nGV3; Giáo viên; V.07; 406/tu_phap; 1; dai_hoc; -")
    assert dict(refused.value.fields[0].params) == {"unit": office.unit("406").formal_name, "wanted": 3, "room": 2}
    recruiting.draft(lines="GV2; Giáo viên; V.07; 406/noi_vu; 2; dai_hoc; -")


def test_only_the_agency_and_those_above_see_a_plan(recruiting: Recruiting, office: Office) -> None:
    plan = recruiting.draft()
    assert [one.pk for one in plans(actor=office.actor("noivu.congchuc"))] == [plan.pk]
    assert [one.pk for one in plans(actor=office.actor(APPROVER))] == [plan.pk]
    with pytest.raises(NotFound):
        plan_of(plan.pk, actor=office.actor("hoangquang.chutich"))
    with pytest.raises(Forbidden):
        submit_plan(plan.pk, actor=office.actor(LEADER))


def test_a_person_applies_once_for_one_position_while_the_notice_runs(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.announced()
    recruiting.candidate(plan, 1)
    with pytest.raises(Conflict):
        recruiting.candidate(plan, 1, position="KT1")
    child = Applicant("Lê Văn Trẻ", date(2006, 2, 3), "038206000009", "GV1", "dai_hoc", phone="0912345678")
    with pytest.raises(InvalidInput) as refused:
        record_application(plan.pk, child, actor=office.actor(OFFICER))
    assert {one.field for one in refused.value.fields} == {"birth_date"}
    with later(31), pytest.raises(Conflict):
        recruiting.candidate(plan, 2)


def test_the_list_is_closed_when_the_days_are_over_and_everybody_is_checked(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.announced()
    one = recruiting.candidate(plan, 1)
    with pytest.raises(Conflict):
        close_list(plan.pk, actor=office.actor(OFFICER))
    with pytest.raises(InvalidInput):
        check_application(one.pk, eligible=False, actor=office.actor(OFFICER))
    with later(31):
        assert close_list(plan.pk, actor=office.actor(OFFICER)).state == "listed"
        with pytest.raises(Conflict):
            check_application(one.pk, eligible=False, reason="Muộn", actor=office.actor(OFFICER))


def test_marks_are_blind_until_both_are_given(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.listed({1: "", 2: ""})
    first, second = office.actor(MARKERS[0]), office.actor(MARKERS[1])
    round_ = plan.rounds.get()
    with later(31):
        close_list(plan.pk, actor=office.actor(OFFICER))
        with pytest.raises(Forbidden):
            draw_codes(round_.pk, actor=office.actor(OFFICER))
        draw_codes(round_.pk, actor=office.actor(SECRETARY))
        codes = [row.code for row in marking_sheet(round_.pk, actor=first).rows]
        enter_marks(round_.pk, {codes[0]: "80", codes[1]: "60,5"}, actor=first)
        assert [dict(row.marks) for row in marking_sheet(round_.pk, actor=second).rows] == [{}, {}]
        enter_marks(round_.pk, {codes[0]: "85"}, actor=second)
        seen = marking_sheet(round_.pk, actor=second).rows
        assert [set(row.marks) for row in seen] == [{1, 2}, set()]
        assert seen[0].settled == Decimal("82.50")
        with pytest.raises(NotFound):
            marking_sheet(round_.pk, actor=office.actor(OFFICER))
        with pytest.raises(InvalidInput):
            enter_marks(round_.pk, {codes[1]: "101", codes[0]: "1"}, actor=second)
        with pytest.raises(Conflict):
            close_round(round_.pk, actor=office.actor(SECRETARY))


def test_marks_far_apart_need_a_third_marker(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.listed({1: ""})
    round_ = plan.rounds.get()
    with later(31):
        close_list(plan.pk, actor=office.actor(OFFICER))
        draw_codes(round_.pk, actor=office.actor(SECRETARY))
        [row] = marking_sheet(round_.pk, actor=office.actor(MARKERS[2])).rows
        assert not row.wanted
        recruiting.mark(round_.pk, {1: ("50", "70")})
        with pytest.raises(Conflict):
            close_round(round_.pk, actor=office.actor(SECRETARY))
        assert dict(marking_sheet(round_.pk, actor=office.actor(MARKERS[2])).rows[0].marks) == {}
        enter_marks(round_.pk, {row.code: "66"}, actor=office.actor(MARKERS[2]))
        assert Script.objects.get(round=round_).final == Decimal(68)


def test_names_are_the_secretarys_and_every_look_is_written_down(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.listed({1: "", 2: ""})
    round_ = plan.rounds.get()
    with later(31):
        close_list(plan.pk, actor=office.actor(OFFICER))
        draw_codes(round_.pk, actor=office.actor(SECRETARY))
        with pytest.raises(Forbidden):
            read_names(round_.pk, actor=office.actor(OFFICER))
        assert len(read_names(round_.pk, actor=office.actor(SECRETARY))) == 2
        looks = Event.objects.filter(kind="recruitment_plan.names_read", stream_id=plan.pk)
        assert [event.actor_id for event in looks] == [office.actor(SECRETARY).account_id]
        with pytest.raises(Conflict):
            results_of(plan)


def test_a_closed_round_is_sealed_and_its_marks_stay(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.published({1: "", 2: ""}, {1: ("80", "80"), 2: ("70", "72")})
    round_ = plan.rounds.get()
    assert seal_of_round(round_) == round_.seal
    code = Script.objects.filter(round=round_).values_list("code", flat=True)[0]
    with later(31), pytest.raises(Conflict):
        enter_marks(round_.pk, {code: "99"}, actor=office.actor(MARKERS[0]))
    Mark.objects.filter(script__round=round_, turn=1).update(points=99)
    assert seal_of_round(round_) != round_.seal


def test_the_winner_gets_a_file_and_probation_by_the_decision(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.published({1: "", 2: "service"}, {1: ("80", "80"), 2: ("79", "79")})
    leader, start = office.actor(LEADER), date(2023, 2, 1)
    with later(40), pytest.raises(Conflict):
        close_plan(plan.pk, number="5/QĐ-UBND", starts_on=start, actor=leader)
    with later(60):
        with pytest.raises(Forbidden):
            close_plan(plan.pk, number="5/QĐ-UBND", starts_on=start, actor=office.actor(OFFICER))
        done = close_plan(plan.pk, number="5/QĐ-UBND", starts_on=start, actor=leader)
    winner = Application.objects.get(state="recruited")
    assert (winner.full_name, winner.total, winner.rank, winner.probation_until) == ("Lê Văn 2", Decimal("81.50"), 1, date(2024, 1, 31))
    assert PersonFile.objects.get(citizen_id=winner.citizen_id).full_name == "Lê Văn 2"
    told = Event.objects.get(kind="recruitment_plan.closed")
    assert (told.payload["seal"], told.payload["recruited"]) == (done.seal, 1)


def test_equals_over_the_edge_wait_for_the_head(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.published({1: "", 2: "", 3: ""}, {1: ("80", "80"), 2: ("80", "80"), 3: ("60", "60")})
    leader, start = office.actor(LEADER), date(2023, 2, 1)
    position = plan.positions.get(code="GV1")
    tied = [row.application.pk for row in next(one for one in results_of(plan) if one.position == position).tied]
    assert len(tied) == 2
    with later(60):
        with pytest.raises(Conflict) as refused:
            close_plan(plan.pk, number="5/QĐ-UBND", starts_on=start, actor=leader)
        assert refused.value.code == "tied"
        with pytest.raises(InvalidInput):
            decide_tie(plan.pk, position_id=position.pk, order=tied[:1], reason="Kinh nghiệm", actor=leader)
        decide_tie(plan.pk, position_id=position.pk, order=tied[::-1], reason="Kinh nghiệm", actor=leader)
        close_plan(plan.pk, number="5/QĐ-UBND", starts_on=start, actor=leader)
    assert Application.objects.get(state="recruited").pk == tied[1]


def test_absent_candidates_need_no_marks_and_fail(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.listed({1: "", 2: ""})
    round_ = plan.rounds.get()
    with later(31):
        close_list(plan.pk, actor=office.actor(OFFICER))
        draw_codes(round_.pk, actor=office.actor(SECRETARY))
        note_absence(Script.objects.get(application__full_name="Lê Văn 2").pk, actor=office.actor(SECRETARY))
        recruiting.mark(round_.pk, {1: ("80", "80")})
        close_round(round_.pk, actor=office.actor(SECRETARY))
        outcomes = {row.application.full_name: row.ranked.outcome for group in results_of(plan) for row in group.rows}
    assert outcomes == {"Lê Văn 1": "won", "Lê Văn 2": "failed"}


def test_who_is_secretary_marks_nothing(recruiting: Recruiting, office: Office) -> None:
    plan = recruiting.announced()
    recruiting.council(plan)
    with pytest.raises(Conflict):
        seat_member(plan.pk, username=SECRETARY, role="marker", actor=office.actor(OFFICER))
    with pytest.raises(InvalidInput):
        seat_member(plan.pk, username="khong.co", role="marker", actor=office.actor(OFFICER))


def test_an_interview_is_not_marked_again(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.published({1: ""}, {1: ("80", "80")})
    script = Script.objects.get(round__plan=plan)
    with later(35), pytest.raises(Conflict) as refused:
        ask_review(script.pk, reason="Điểm thấp", actor=office.actor(OFFICER))
    assert refused.value.code == "not_reviewable"


def test_a_complaint_is_marked_by_others_and_the_new_mark_counts(recruiting: Recruiting, office: Office, later: Later) -> None:
    plan = recruiting.listed({1: "", 2: ""}, method="exam")
    officer, secretary = office.actor(OFFICER), office.actor(SECRETARY)
    with later(31):
        close_list(plan.pk, actor=officer)
        first, second = plan.rounds.all()
        draw_codes(first.pk, actor=secretary)
        recruiting.mark(first.pk, {1: ("60",), 2: ("70",)})
        close_round(first.pk, actor=secretary)
        draw_codes(second.pk, actor=secretary)
        recruiting.mark(second.pk, {1: ("60", "60"), 2: ("65", "65")})
        close_round(second.pk, actor=secretary)
        publish_results(plan.pk, actor=officer)
        _mark_again(plan, office)
        rows = next(one for one in results_of(Plan.objects.get(pk=plan.pk)) if one.position.code == "GV1").rows
    assert [row.application.full_name for row in rows] == ["Lê Văn 1", "Lê Văn 2"]
    assert seal_of_round(second) == type(second).objects.get(pk=second.pk).seal


def _mark_again(plan: Plan, office: Office) -> None:
    from_others = ("dienbien.tuphap", "hoangquang.tuphap")
    second = plan.rounds.get(place=2)
    script = Script.objects.get(round=second, application__full_name="Lê Văn 1")
    ask_review(script.pk, reason="Thiếu ý 3", actor=office.actor(OFFICER))
    with pytest.raises(Conflict):
        ask_review(script.pk, reason="Lần hai", actor=office.actor(OFFICER))
    for turn, name in enumerate(from_others, 4):
        seat = seat_member(plan.pk, username=name, role="marker", actor=office.actor(OFFICER))
        _appoint(second.pk, seat.pk, turn, office)
        [row] = marking_sheet(second.pk, actor=office.actor(name)).rows
        assert dict(row.marks) == {}
        enter_marks(second.pk, {row.code: "75"}, actor=office.actor(name))
    script.refresh_from_db()
    assert (script.final, script.complaint.new_mark, script.complaint.old_mark) == (Decimal(75), Decimal(75), Decimal(60))


def _appoint(round_id: int, seat_id: int, turn: int, office: Office) -> None:
    appoint_marker(round_id, seat_id=seat_id, turn=turn, actor=office.actor(OFFICER))
