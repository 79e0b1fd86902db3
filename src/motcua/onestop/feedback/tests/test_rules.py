"""Routing, terms, impartiality, likeness and the states, as pure rules."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.packs.api import read_yaml
from motcua.kernel.calendar import viet_nam
from motcua.kernel.clock import VIETNAM
from motcua.kernel.deadlines import Pause, Schedule
from motcua.kernel.errors import Conflict
from motcua.kernel.office_hours import standard
from motcua.onestop.feedback.queries.read_content import FILES
from motcua.onestop.feedback.rules.content import FeedbackContent
from motcua.onestop.feedback.rules.impartiality import may_decide, may_see_sender
from motcua.onestop.feedback.rules.routing import Facts, looks_elsewhere, suggest
from motcua.onestop.feedback.rules.similarity import likeness, most_alike, shingles
from motcua.onestop.feedback.rules.terms import due_moments, publish_due
from motcua.onestop.feedback.rules.transitions import ENDED, STATUS_WORDS, TURNS, Status, take
from tests.office import PROVINCE

CONTENT = FeedbackContent.model_validate(
    {key: read_yaml(PROVINCE / "feedback" / name).value[key] for name, keys in FILES.items() for key in keys}  # type: ignore[index] # a mapping
)
OFFICE = Schedule(viet_nam(), standard())
MONDAY = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
TERMS = CONTENT.terms[0]


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        (Facts("field_issue", "moi_truong", commune="14767", district="380"), "14767"),
        (Facts("field_issue", "giao_thong", commune="14767", district="380"), "380"),
        (Facts("field_issue", "moi_truong"), "so_tnmt"),
        (Facts("rules", "moi_truong", commune="14767", dossier_body="so_khdt"), "so_khdt"),
        (Facts("conduct", "moi_truong", commune="14767", accused="14767", superior={"14767": "380"}), "380"),
        (Facts("conduct", "moi_truong", dossier_body="so_khdt", superior={"so_khdt": ""}), "thanh_tra_tinh"),
        (Facts("proposal", "khong_co"), "van_phong_ubnd"),
    ],
)
def test_where_a_feedback_belongs(facts: Facts, first: str) -> None:
    found = suggest(facts, CONTENT)
    assert found[0].body == first
    assert len({one.body for one in found}) == len(found)


def test_the_accused_body_is_never_suggested() -> None:
    for topic in CONTENT.fields:
        facts = Facts("conduct", topic.key, commune="14767", district="380", accused="14767", superior={"14767": "380"})
        assert "14767" not in {one.body for one in suggest(facts, CONTENT)}


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Tôi làm đơn KHIẾU NẠI quyết định số 12", "complaint"),
        ("toi muon to cao ong A nhan tien", "denunciation"),
        ("Rác thải ùn ứ", None),
    ],
)
def test_complaints_and_denunciations_are_noticed(text: str, ground: str | None) -> None:
    found = looks_elsewhere(text, CONTENT)
    assert (found.key if found else None) == ground


def test_terms_of_the_kinds() -> None:
    rules = due_moments(OFFICE, MONDAY, TERMS, kind="rules", urgency="normal")
    assert [f"{one:%d/%m}" for one in (rules.intake, rules.supplement, rules.answer)] == ["16/11", "21/11", "05/12"]
    hot = due_moments(OFFICE, MONDAY, TERMS, kind="field_issue", urgency="very_urgent")
    assert f"{hot.answer:%d/%m}" == f"{hot.supplement:%d/%m}" == "16/11"
    assert f"{publish_due(OFFICE, MONDAY, TERMS):%d/%m}" == "16/11"
    longer = due_moments(OFFICE, MONDAY, TERMS, kind="rules", urgency="normal", extended=True)
    assert f"{longer.answer:%d/%m}" == "19/12"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 200), st.integers(0, 120), st.integers(1, 300))
def test_waiting_for_the_sender_is_never_counted(start: int, after: int, lasts: int) -> None:
    sent = MONDAY + timedelta(hours=start)
    plain = due_moments(OFFICE, sent, TERMS, kind="rules", urgency="normal").answer
    asked = sent + timedelta(hours=after)
    paused = due_moments(OFFICE, sent, TERMS, kind="rules", urgency="normal", pauses=[Pause(asked, asked + timedelta(hours=lasts))]).answer
    assert paused >= plain
    assert paused - plain <= timedelta(hours=lasts) + timedelta(days=12)


def test_nobody_decides_in_his_own_cause() -> None:
    assert may_decide(["/1/"], "/1/5/9/")
    assert may_decide(["/1/5/"], "/1/5/9/"), "the body above decides"
    assert not may_decide(["/1/5/9/"], "/1/5/9/")
    assert not may_decide(["/1/5/9/3/"], "/1/5/9/"), "nor does a division of the accused"
    assert not may_decide(["/1/5/", "/1/5/9/"], "/1/5/9/"), "nor one who sits in both"
    assert not may_decide([], "/1/5/9/")
    assert may_decide([], "")


def test_the_sender_is_shown_only_where_it_is_answered() -> None:
    assert may_see_sender(["/1/5/"], responsible=["/1/5/9/"], accused_path="")
    assert not may_see_sender(["/1/6/"], responsible=["/1/5/9/"], accused_path="")
    assert not may_see_sender(["/1/5/9/"], responsible=["/1/5/9/"], accused_path="/1/5/9/")


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aáàảbcdđeê ốn", max_size=60))
def test_likeness_is_a_measure(text: str) -> None:
    mine = shingles(text)
    assert likeness(mine, mine) in ({1.0} if mine else {0.0})
    assert likeness(mine, shingles(text.upper())) == likeness(mine, mine)


def test_the_same_matter_in_other_marks_is_found_and_another_is_not() -> None:
    first = "Rác thải sinh hoạt ùn ứ ba ngày ở đầu ngõ 3 đường Lê Lợi"
    again = "RAC THAI sinh hoat un u ba ngay o dau ngo 3 duong Le Loi, mong xu ly"
    other = "Đèn đường hỏng ở phố Trần Phú đã một tuần"
    assert [key for key, _ in most_alike(again, [(1, first), (2, other)])] == [1]


def test_every_state_has_words_and_every_turn_leads_somewhere() -> None:
    assert set(STATUS_WORDS) == set(Status)
    reached = {Status.SENT}
    while grown := {turn.after for turn in TURNS if turn.before & reached} - reached:
        reached |= grown
    assert reached == set(Status)
    for status in set(Status) - ENDED:
        assert any(status in turn.before for turn in TURNS), status
    with pytest.raises(Conflict):
        take(TURNS[0], Status.PUBLISHED)
