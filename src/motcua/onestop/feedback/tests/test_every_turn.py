"""Every arrow of the state chart is walked by the real action; from every other state the same action is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, Actor
from motcua.kernel.errors import Conflict
from motcua.onestop.feedback.api import (
    Feedback,
    Marks,
    accept_feedback,
    answer_supplement,
    approve_answer,
    ask_supplement,
    assign_feedback,
    discard_feedback,
    draft_answer,
    forward_feedback,
    forward_outside,
    merge_feedback,
    publish_feedback,
    rate_feedback,
    refuse_feedback,
    release_feedback,
    reopen_feedback,
    return_feedback,
    send_back_draft,
    start_work,
    withhold_feedback,
)
from motcua.onestop.feedback.models import Answer
from motcua.onestop.feedback.rules import transitions as t
from motcua.onestop.feedback.tests.conftest import OFFICER, Send
from motcua.onestop.feedback.tests.test_life import answered
from tests.office import Office

WARD = "14767/dia_chinh_xay_dung"
Act = Callable[[], object]
DRAFTED = {t.SEND_BACK, t.APPROVE, t.PREPARE}


@contextmanager
def as_if_it_never_was() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def acts(code: str, secret: str, earlier: str, portal: Office, boss: Actor) -> dict[t.Turn, Act]:
    """The real action of every turn, by somebody who may take it."""
    ward, desk = portal.unit(WARD).pk, portal.unit("15925/mot_cua").pk
    return {
        t.TAKE_IN: lambda: release_feedback(code, actor=boss),
        t.DISCARD: lambda: discard_feedback(code, actor=boss),
        t.ASK_SUPPLEMENT: lambda: ask_supplement(code, text="Ở ngõ nào?", actor=boss),
        t.SUPPLEMENT: lambda: answer_supplement(code, secret=secret, text="Ngõ 12.", actor=ANONYMOUS),
        t.ACCEPT: lambda: accept_feedback(code, actor=boss),
        t.REFUSE: lambda: refuse_feedback(code, ground="other", actor=boss),
        t.FORWARD: lambda: forward_feedback(code, unit_id=desk, reason="Thuộc xã khác", actor=boss),
        t.FORWARD_OUTSIDE: lambda: forward_outside(code, agency="Bộ Công an", reason="Thuộc thẩm quyền của Bộ", actor=boss),
        t.RETURN: lambda: return_feedback(code, reason="Không thuộc địa bàn", actor=boss),
        t.ASSIGN: lambda: assign_feedback(code, unit_id=ward, actor=boss),
        t.START: lambda: start_work(code, actor=boss),
        t.DRAFT: lambda: draft_answer(code, text="Phường đã thu gom rác.", actor=boss),
        t.SEND_BACK: lambda: send_back_draft(code, reason="Chưa rõ", actor=boss),
        t.APPROVE: lambda: approve_answer(code, actor=boss),
        t.PREPARE: lambda: approve_answer(code, actor=boss),
        t.PUBLISH: lambda: publish_feedback(code, Marks(), actor=boss),
        t.WITHHOLD: lambda: withhold_feedback(code, reason="Chứa bí mật đời tư", actor=boss),
        t.RATE: lambda: rate_feedback(code, secret=secret, rating="satisfied", actor=ANONYMOUS),
        t.MERGE: lambda: merge_feedback(code, into=earlier, actor=boss),
        t.REOPEN: lambda: reopen_feedback(code, secret=secret, reason="Rác lại ùn ứ", actor=ANONYMOUS),
    }


def stand(code: str, turn: t.Turn, status: t.Status) -> None:
    """Put the feedback where a turn is tried from; a draft waits where one is decided on."""
    Feedback.objects.filter(code=code).update(
        status=status, wants_public=turn is not t.APPROVE, held_reason="flood" if status == t.Status.SENT else ""
    )
    if turn in DRAFTED:
        Answer.objects.filter(feedback__code=code).delete()
        Answer.objects.create(
            feedback=Feedback.objects.get(code=code),
            round=1,
            text="Phường đã thu gom rác.",
            drafted_by="Lê Thị Đất",
            drafted_at=clock.now(),
        )


def test_every_arrow_is_walked_by_its_action(portal: Office, send: Send) -> None:
    earlier, boss = send(), portal.actor("dienbien.chutich")
    forward_feedback(earlier.code, unit_id=portal.unit("14767/mot_cua").pk, reason="địa bàn", actor=portal.actor(OFFICER))
    code, secret = answered(portal, send, publish=False)
    known = acts(code, secret, earlier.code, portal, boss)
    assert set(known) == set(t.TURNS), "a new turn is walked here too"
    wrong = []
    for turn in t.TURNS:
        before = {t.Status.ANSWER_DRAFTED} if turn is t.PREPARE else turn.before
        for status in t.Status:
            with as_if_it_never_was():
                stand(code, turn, status)
                try:
                    known[turn]()
                    reached = Feedback.objects.get(code=code).status
                except Conflict:
                    reached = "refused"
            if reached != (turn.after if status in before else "refused"):
                wrong.append(f"{turn.name} from {status}: {reached}")
    assert wrong == []
