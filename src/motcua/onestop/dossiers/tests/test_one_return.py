"""One complete return: what could be seen the first time is not asked of the citizen later; the head decides."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput
from motcua.onestop.dossiers.api import (
    Dossier,
    Escalation,
    Status,
    SupplementRequest,
    decide_escalation,
    open_escalations,
    request_supplement,
)
from motcua.onestop.dossiers.rules.one_return import EarlierRequest, HandedInAt, visible_before
from motcua.onestop.dossiers.tests.test_life import done
from tests import life as steps
from tests.office import Office

FIRST = datetime(2022, 11, 14, 9, tzinfo=VIETNAM)
KEYS = st.sampled_from(["a", "b", "c", "d"])


def test_nothing_was_visible_before_the_first_request() -> None:
    assert visible_before(["a"], at_intake=False, earlier=[], papers=[HandedInAt("a", FIRST)]) == []


def test_only_what_came_after_the_first_request_may_be_asked_about_at_the_next_stage() -> None:
    earlier = [EarlierRequest(at_intake=True, requested_at=FIRST)]
    papers = [HandedInAt("a", FIRST - timedelta(hours=1)), HandedInAt("b", FIRST + timedelta(hours=1))]
    assert visible_before(["a", "b", "c"], at_intake=False, earlier=earlier, papers=papers) == ["a", "c"]


@settings(max_examples=50)
@given(st.lists(KEYS, unique=True, min_size=1), st.lists(st.tuples(KEYS, st.integers(-5, 5))), st.booleans(), st.booleans())
def test_a_second_list_is_new_only_as_far_as_new_papers_go(asked, papers, first_at_intake, at_intake) -> None:
    earlier = [EarlierRequest(first_at_intake, FIRST)]
    handed_in = [HandedInAt(key, FIRST + timedelta(hours=hours)) for key, hours in papers]
    seen = visible_before(asked, at_intake=at_intake, earlier=earlier, papers=handed_in)
    assert [key for key in asked if key in seen] == seen
    if at_intake == first_at_intake:
        assert seen == asked
    else:
        assert set(asked) - set(seen) == {key for key in asked if any(k == key and h > 0 for k, h in papers)}


def received_after_a_supplement(office: Office) -> Dossier:
    return steps.taken_in(steps.answered(steps.asked_at_intake(office), office), office)


def ask(dossier: Dossier, office: Office, *items: object) -> SupplementRequest | Escalation:
    return request_supplement(dossier.code, items=items, reason="Cần thêm.", actor=office.actor("dienbien.tuphap"))  # type: ignore[arg-type]


def test_who_asks_for_what_was_visible_is_stopped_and_the_head_gets_the_case(office: Office) -> None:
    dossier = received_after_a_supplement(office)
    asked = ask(dossier, office, steps.AUTHORISATION)
    assert isinstance(asked, Escalation)
    assert asked.visible == ["van_ban_uy_quyen"]
    assert steps.fresh(dossier).status == Status.RECEIVED
    assert dossier.slips.filter(form="02").count() == 1
    event = Event.objects.get(kind="dossier.escalated")
    assert event.payload["visible"] == ["Văn bản ủy quyền"]
    assert [one.pk for one in open_escalations(office.actor("dienbien.chutich"))] == [asked.pk]
    assert not open_escalations(office.actor("dienbien.tuphap"))
    assert not open_escalations(office.actor("hoangquang.chutich"))


def test_what_the_citizen_brought_since_may_be_asked_about(office: Office) -> None:
    dossier = received_after_a_supplement(office)
    assert isinstance(ask(dossier, office, steps.OLD_PAPER), SupplementRequest)


def test_the_head_allows_it_and_the_citizen_is_asked_once_more(office: Office) -> None:
    dossier = received_after_a_supplement(office)
    escalation = ask(dossier, office, steps.AUTHORISATION)
    decide_escalation(escalation.pk, allow=True, reason="Luật mới có hiệu lực.", actor=office.actor("dienbien.chutich"))
    request = SupplementRequest.objects.get(escalation=escalation)
    assert (request.round, request.requested_by) == (2, "Nguyễn Văn Hùng")
    assert steps.fresh(dossier).status == Status.SUPPLEMENT_REQUESTED
    assert dossier.slips.filter(form="02").count() == 2
    with clock.frozen(clock.now() + timedelta(hours=2)):
        answered = steps.answered(steps.fresh(dossier), office, item=steps.AUTHORISATION)
    assert answered.status == Status.IN_PROCESS


def test_a_second_request_at_the_same_stage_gets_a_hand_in_of_its_own(office: Office) -> None:
    dossier = steps.answered(steps.asked_in_process(office), office)
    escalation = ask(dossier, office, steps.OLD_PAPER)
    decide_escalation(escalation.pk, allow=True, reason="Vẫn mờ.", actor=office.actor("dienbien.chutich"))
    assert list(dossier.supplements.order_by("id").values_list("round", flat=True)) == [2, 4]
    assert steps.answered(steps.fresh(dossier), office).status == Status.IN_PROCESS


def test_a_dismissed_wish_leaves_the_officer_with_what_is_there(office: Office) -> None:
    dossier = received_after_a_supplement(office)
    escalation = ask(dossier, office, steps.AUTHORISATION)
    chair = office.actor("dienbien.chutich")
    with pytest.raises(Conflict) as waiting:
        ask(dossier, office, steps.AUTHORISATION)
    assert waiting.value.code == "escalated"
    with pytest.raises(InvalidInput) as unreasoned:
        decide_escalation(escalation.pk, allow=False, reason=" ", actor=chair)
    assert [error.field for error in unreasoned.value.fields] == ["reason"]
    decide_escalation(escalation.pk, allow=False, reason="Đã thấy từ đầu.", actor=chair)
    with pytest.raises(Conflict) as again:
        ask(dossier, office, steps.AUTHORISATION)
    assert again.value.code == "asked_twice"
    with pytest.raises(Conflict):
        decide_escalation(escalation.pk, allow=True, reason="Nghĩ lại.", actor=chair)
    assert done(dossier, "propose", office.actor("dienbien.tuphap")).status == Status.IN_PROCESS


def test_only_a_head_decides_and_nobody_on_his_own_wish(office: Office) -> None:
    dossier = received_after_a_supplement(office)
    escalation = ask(dossier, office, steps.AUTHORISATION)
    with pytest.raises(Forbidden):
        decide_escalation(escalation.pk, allow=True, reason="Được.", actor=office.actor("dienbien.tuphap"))
    chair = office.actor("dienbien.chutich")
    Escalation.objects.update(asked_by_account=chair.account_id)
    with pytest.raises(Forbidden):
        decide_escalation(escalation.pk, allow=True, reason="Được.", actor=chair)
    assert not open_escalations(chair)
