"""Two people at the same dossier at the same moment, on real connections: one wins, the other is told, nothing is done twice."""

from datetime import timedelta
from functools import partial
from threading import Barrier
from threading import Event as Signal
from typing import Any
from uuid import uuid4

import pytest

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event, timeline
from motcua.blocks.workflow.api import Task, open_tasks
from motcua.ground.directory.api import Tenure, actor_for
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound
from motcua.onestop.dossiers.api import (
    Decision,
    Dossier,
    Draft,
    FinancialObligation,
    Paper,
    Pause,
    Slip,
    SupplementItem,
    SupplementRequest,
    WalkIn,
    attach_paper,
    complete_task,
    receive_dossier,
    refuse_dossier,
    register_dossier,
    request_payment,
    request_supplement,
    save_answers,
    settle_payment,
    start_draft,
    submit_dossier,
    withdraw_dossier,
)
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from tests.office import DIEN_BIEN, Office
from tests.security.at_once import at_once, errors
from tests.security.world import ANSWERS, EXTRACT, picture

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = "giay_to_ho_tich_cu"


def a_draft(office: Office, citizen: Actor) -> Draft:
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    return save_answers(draft.key, values=ANSWERS, actor=citizen)


def submitted(office: Office) -> Dossier:
    citizen = office.citizen()
    return submit_dossier(a_draft(office, citizen).key, actor=citizen)


def received(office: Office) -> Dossier:
    return receive_dossier(submitted(office).code, fee_collected=8_000, actor=office.actor("dienbien.motcua"))


def colleague_of(username: str) -> Actor:
    """A second person with the same kind of post in the same unit."""
    first = Tenure.objects.select_related("post").get(account__username=username)
    account = Account.objects.create(username=f"{username}.2", name="Đồng nghiệp", kind=Account.Kind.OFFICIAL)
    Tenure.objects.create(post=first.post, account=account, valid_from=clock.today() - timedelta(days=9))
    return actor_for(account, clock.now())


def steps(dossier: Dossier) -> list[str]:
    """The steps of the dossier's life, without the readings."""
    return [event.kind for event in timeline(STREAM, dossier.pk) if event.kind in set(DossierEvent)]


def one_won(outcomes: list[object]) -> Conflict:
    """Exactly one did it, the other got a conflict in words with a way out."""
    (lost,) = errors(outcomes)
    assert isinstance(lost, Conflict), repr(lost)
    assert len(outcomes) == 2
    return lost


def test_two_officers_receive_the_same_dossier(office: Office) -> None:
    dossier = submitted(office)
    officers = [office.actor("dienbien.motcua"), colleague_of("dienbien.motcua")]
    lost = one_won(at_once(*(partial(receive_dossier, dossier.code, fee_later=True, actor=officer) for officer in officers)))
    assert lost.way_out
    assert [(slip.form, slip.number) for slip in Slip.objects.all()] == [("01", 1)]
    assert open_tasks(STREAM, dossier.pk).count() == 1
    assert steps(dossier) == [DossierEvent.SUBMITTED, DossierEvent.RECEIVED]


def test_one_officer_receives_while_another_refuses(office: Office) -> None:
    dossier = submitted(office)
    officer, colleague = office.actor("dienbien.motcua"), colleague_of("dienbien.motcua")
    one_won(
        at_once(
            partial(receive_dossier, dossier.code, fee_later=True, actor=officer),
            partial(refuse_dossier, dossier.code, reason="Không thuộc thẩm quyền", actor=colleague),
        )
    )
    assert Slip.objects.count() == 1
    tasks = open_tasks(STREAM, dossier.pk).count()
    assert (Dossier.objects.get().status, tasks) in {("received", 1), ("not_accepted", 0)}


def test_a_draft_sent_many_times_at_once_is_one_dossier(office: Office) -> None:
    citizen = office.citizen()
    draft = a_draft(office, citizen)
    attach_paper(draft.key, PAPER, name="anh.png", stream=picture(), actor=citizen)
    outcomes = at_once(*(partial(submit_dossier, draft.key, actor=citizen) for _ in range(4)))
    assert errors(outcomes) == []
    dossier = Dossier.objects.get()
    assert {outcome.pk for outcome in outcomes if isinstance(outcome, Dossier)} == {dossier.pk}
    assert (steps(dossier), dossier.papers.count(), Draft.objects.count()) == ([DossierEvent.SUBMITTED], 1, 0)


def test_a_walk_in_sent_twice_at_once_is_one_dossier(office: Office) -> None:
    citizen, officer = office.citizen(), office.actor("dienbien.motcua")
    owner = a_draft(office, citizen).party
    answers = a_draft(office, citizen).answers
    entry = WalkIn(uuid4(), EXTRACT, office.unit(DIEN_BIEN).pk, office.unit(f"{DIEN_BIEN}/mot_cua").pk, owner, answers)
    outcomes = at_once(*(partial(register_dossier, entry, actor=officer) for _ in range(3)))
    assert errors(outcomes) == []
    assert (Dossier.objects.count(), Slip.objects.count(), Task.objects.filter(completed_at=None, kind=Task.TASK).count()) == (1, 1, 1)


def test_ten_drafts_sent_at_once_get_ten_numbers_without_gap_or_double(office: Office) -> None:
    citizen = office.citizen()
    drafts = [a_draft(office, citizen) for _ in range(10)]
    outcomes = at_once(*(partial(submit_dossier, draft.key, actor=citizen) for draft in drafts))
    assert errors(outcomes) == []
    serials = sorted(int(code.rpartition("-")[2]) for code in Dossier.objects.values_list("code", flat=True))
    assert serials == list(range(1, 11))
    assert Event.objects.filter(kind=DossierEvent.SUBMITTED).count() == 10


def test_ten_dossiers_received_at_once_get_ten_slips_without_gap_or_double(office: Office) -> None:
    citizen, officer = office.citizen(), office.actor("dienbien.motcua")
    codes = [submit_dossier(a_draft(office, citizen).key, actor=citizen).code for _ in range(10)]
    assert errors(at_once(*(partial(receive_dossier, code, fee_later=True, actor=officer) for code in codes))) == []
    assert sorted(Slip.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_number_given_back_by_a_refused_hand_in_is_given_to_the_next(office: Office) -> None:
    citizen = office.citizen()
    drafts = [a_draft(office, citizen) for _ in range(6)]
    for draft in drafts[:3]:
        Draft.objects.filter(pk=draft.pk).update(answers={})
    outcomes = at_once(*(partial(submit_dossier, draft.key, actor=citizen) for draft in drafts))
    assert len(errors(outcomes)) == 3
    serials = sorted(int(code.rpartition("-")[2]) for code in Dossier.objects.values_list("code", flat=True))
    assert serials == [1, 2, 3]


def test_two_specialists_complete_the_same_task(office: Office) -> None:
    dossier = received(office)
    (task,) = open_tasks(STREAM, dossier.pk)
    specialists = [office.actor("dienbien.tuphap"), colleague_of("dienbien.tuphap")]
    one_won(at_once(*(partial(complete_task, task.pk, decision=Decision("propose"), actor=one) for one in specialists)))
    assert open_tasks(STREAM, dossier.pk).count() == 1
    assert steps(dossier).count(DossierEvent.TASK_COMPLETED) == 1


def test_a_leader_approves_once_though_pressing_twice(office: Office) -> None:
    dossier = received(office)
    (task,) = open_tasks(STREAM, dossier.pk)
    complete_task(task.pk, decision=Decision("propose"), actor=office.actor("dienbien.tuphap"))
    (task,) = open_tasks(STREAM, dossier.pk)
    leader = office.actor("dienbien.chutich")
    one_won(at_once(*(partial(complete_task, task.pk, decision=Decision("approved"), actor=leader) for _ in range(2))))
    found = Dossier.objects.get()
    assert (found.status, found.result.number) == ("resolved", 1)
    assert steps(dossier).count(DossierEvent.RESOLVED) == 1


def test_the_citizen_withdraws_while_the_desk_receives(office: Office) -> None:
    dossier, citizen = submitted(office), office.citizen()
    outcomes = at_once(
        partial(withdraw_dossier, dossier.code, actor=citizen),
        partial(receive_dossier, dossier.code, fee_later=True, actor=office.actor("dienbien.motcua")),
    )
    assert all(isinstance(error, Conflict) for error in errors(outcomes))
    assert Dossier.objects.get().status == "withdrawn", "who withdraws is always heard; receiving may come just before"
    assert open_tasks(STREAM, dossier.pk).count() == 0
    assert Slip.objects.count() == (0 if errors(outcomes) else 1)
    assert steps(dossier)[-1] == DossierEvent.WITHDRAWN


def test_the_citizen_withdraws_while_the_specialist_proposes(office: Office) -> None:
    dossier = received(office)
    (task,) = open_tasks(STREAM, dossier.pk)
    outcomes = at_once(
        partial(withdraw_dossier, dossier.code, actor=office.citizen()),
        partial(complete_task, task.pk, decision=Decision("propose"), actor=office.actor("dienbien.tuphap")),
    )
    assert all(isinstance(error, Conflict) for error in errors(outcomes))
    assert (Dossier.objects.get().status, open_tasks(STREAM, dossier.pk).count()) == ("withdrawn", 0)


def test_two_receipts_of_one_obligation(office: Office) -> None:
    dossier, clerk = received(office), office.actor("dienbien.tuphap")
    request_payment(dossier.code, notice_number="TB-1", payee="Chi cục Thuế", amount=1000, actor=clerk)
    receipts = ("BL-1", "BL-2")
    one_won(at_once(*(partial(settle_payment, dossier.code, receipt_number=number, actor=clerk) for number in receipts)))
    assert FinancialObligation.objects.get().receipt_number in receipts
    assert Pause.objects.filter(ended_at=None).count() == 0
    assert steps(dossier).count(DossierEvent.PAYMENT_SETTLED) == 1


def test_two_supplements_asked_at_once_are_one(office: Office) -> None:
    dossier = submitted(office)
    ask = partial(request_supplement, dossier.code, items=[SupplementItem(PAPER, "Giấy tờ", "Bản chụp mờ")], reason="Chưa rõ")
    officers = [office.actor("dienbien.motcua"), colleague_of("dienbien.motcua")]
    one_won(at_once(*(partial(ask, actor=officer) for officer in officers)))
    assert (SupplementRequest.objects.count(), Slip.objects.count()) == (1, 1)


def test_a_paper_that_comes_while_the_draft_is_sent_is_kept_or_refused_in_words(office: Office) -> None:
    citizen = office.citizen()
    for _ in range(3):
        draft = a_draft(office, citizen)
        send, attach = at_once(
            partial(submit_dossier, draft.key, actor=citizen),
            partial(attach_paper, draft.key, PAPER, name="anh.png", stream=picture(), actor=citizen),
        )
        assert isinstance(send, Dossier), repr(send)
        assert isinstance(attach, Paper | NotFound), repr(attach)
        assert send.papers.count() == int(isinstance(attach, Paper)), "what was acknowledged is in the dossier"


def test_two_pages_of_a_draft_saved_at_once_are_both_kept(office: Office) -> None:
    citizen = office.citizen()
    for _ in range(3):
        draft = a_draft(office, citizen)
        pages: list[dict[str, Any]] = [{"so_luong": 7}, {"noi_dang_ky": "Xã Hoằng Quang"}]
        outcomes = at_once(*(partial(save_answers, draft.key, values=values, page=f"p{len(values)}", actor=citizen) for values in pages))
        assert errors(outcomes) == []
        kept = Draft.objects.get(pk=draft.pk).answers
        assert (kept["so_luong"], kept["noi_dang_ky"]) == (7, "Xã Hoằng Quang")


def test_deeds_really_meet_and_an_unguarded_one_is_done_twice(office: Office) -> None:
    """The planted fault: look, then write, with nothing held in between."""
    citizen, meeting = office.citizen(), Barrier(2)

    def careless() -> None:
        known = Draft.objects.count()
        meeting.wait(timeout=20)
        if known == 0:
            a_draft(office, citizen)

    assert errors(at_once(careless, careless)) == []
    assert Draft.objects.count() == 2


def test_somebody_who_waits_for_ever_is_found(office: Office) -> None:
    end = Signal()
    with pytest.raises(AssertionError, match="still waits"):
        at_once(partial(end.wait, 20), partial(Draft.objects.count), within=1)
    end.set()
