"""Every arrow of the state chart is walked, through the real actions; an arrow that nobody walks is a failure."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from motcua.blocks.events.api import Event
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.actions.draft_apology import draft_apology
from motcua.onestop.dossiers.actions.move_promise import move_promise
from motcua.onestop.dossiers.actions.remind_of_result import remind_of_result
from motcua.onestop.dossiers.api import (
    Dossier,
    refuse_dossier,
    request_payment,
    request_supplement,
    return_result,
    settle_payment,
    sign_apology,
    stop_dossier,
    withdraw_dossier,
)
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.rules.forms import form_set
from motcua.onestop.dossiers.rules.transitions import ASK_PAYMENT, Clock, Edge, Status, Turn, edges
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests import life as steps
from tests.office import Office

Walk = Callable[[Office], tuple[Dossier, Callable[[], object], str]]
MONTH = timedelta(days=40)


def _from(start: Callable[[Office], Dossier], act: Callable[[Dossier, Office], object], event: str) -> Walk:
    """A walk: where it starts, what is done, and the event that tells of it."""

    def walk(office: Office) -> tuple[Dossier, Callable[[], object], str]:
        dossier = start(office)
        return dossier, lambda: act(dossier, office), event

    return walk


def _ask(dossier: Dossier, office: Office) -> object:
    post = "motcua" if dossier.status == Status.SUBMITTED else "tuphap"
    return request_supplement(dossier.code, items=[steps.OLD_PAPER], reason="Ảnh mờ.", actor=office.actor(f"dienbien.{post}"))


def _again(start: Callable[[Office], Dossier]) -> Callable[[Office], Dossier]:
    """The dossier after a supplement was asked for and answered, so that a second wish is one too many."""

    def asked(office: Office) -> Dossier:
        dossier = start(office)
        _ask(dossier, office)
        return steps.answered(steps.fresh(dossier), office)

    return asked


def _received_after_intake_supplement(office: Office) -> Dossier:
    dossier = _again(submitted)(office)
    return steps.taken_in(dossier, office)


def _other_paper(dossier: Dossier, office: Office) -> object:
    items = [steps.AUTHORISATION]
    return request_supplement(dossier.code, items=items, reason="Còn thiếu.", actor=office.actor("dienbien.tuphap"))


def _notify(dossier: Dossier, office: Office) -> object:
    actor = office.actor("dienbien.tuphap")
    return request_payment(dossier.code, notice_number="TB-9", payee="Chi cục Thuế", amount=1000, actor=actor)


def _apologise(dossier: Dossier, office: Office) -> object:
    draft_apology(dossier.pk, actor=SYSTEM)
    new_due = clock.now() + timedelta(days=3)
    return sign_apology(dossier.code, reason="Chờ tra sổ gốc.", new_due=new_due, actor=office.actor("dienbien.chutich"))


def _move(dossier: Dossier, office: Office) -> object:
    """The promise was counted when one day fewer was off."""
    assert dossier.due_at is not None
    Dossier.objects.filter(pk=dossier.pk).update(due_at=dossier.due_at - timedelta(hours=1))
    return move_promise(dossier.pk, actor=SYSTEM)


def _stop(dossier: Dossier, office: Office) -> object:
    post = "motcua" if dossier.received_at is None else "tuphap"
    with clock.frozen(clock.now() + MONTH):
        return stop_dossier(dossier.code, reason="Quá hạn bổ sung.", actor=office.actor(f"dienbien.{post}"))


def _withdraw(dossier: Dossier, office: Office) -> object:
    return withdraw_dossier(dossier.code, reason="Không còn cần.", actor=office.citizen())


def _remind(dossier: Dossier, office: Office) -> object:
    with clock.frozen(clock.now() + MONTH):
        return remind_of_result(dossier.pk, actor=SYSTEM)


def _hand_over(dossier: Dossier, office: Office) -> object:
    actor = office.actor("dienbien.motcua")
    return return_result(dossier.code, method="counter", received_by="Nguyễn Thị Hoa", actor=actor)


def _propose(dossier: Dossier, office: Office) -> object:
    return done(dossier, "propose", office.actor("dienbien.tuphap"))


def _receive(dossier: Dossier, office: Office) -> object:
    return steps.taken_in(dossier, office)


def _refuse(dossier: Dossier, office: Office) -> object:
    return refuse_dossier(dossier.code, reason="Không thuộc thẩm quyền.", actor=office.actor("dienbien.motcua"))


def _answer(dossier: Dossier, office: Office) -> object:
    return steps.answered(dossier, office)


def _settle(dossier: Dossier, office: Office) -> object:
    return settle_payment(dossier.code, receipt_number="BL-1", actor=office.actor("dienbien.tuphap"))


def _send_back(dossier: Dossier, office: Office) -> object:
    return done(dossier, "sent_back", office.actor("dienbien.chutich"), "Kiểm tra lại.")


def _not_eligible(dossier: Dossier, office: Office) -> object:
    return done(dossier, "not_eligible", office.actor("dienbien.tuphap"), "Không có trong sổ.")


def _approve(dossier: Dossier, office: Office) -> object:
    return done(dossier, "approved", office.actor("dienbien.chutich"))


S = Status
WALKS: Mapping[tuple[str, Status], Walk] = {
    ("receive", S.SUBMITTED): _from(submitted, _receive, "received"),
    ("refuse", S.SUBMITTED): _from(submitted, _refuse, "refused"),
    ("ask at intake", S.SUBMITTED): _from(submitted, _ask, "supplement_requested"),
    ("answer at intake", S.SUPPLEMENT_REQUESTED): _from(steps.asked_at_intake, _answer, "supplement_answered"),
    ("process", S.RECEIVED): _from(steps.received, _propose, "task_completed"),
    ("process", S.IN_PROCESS): _from(steps.in_process, _send_back, "task_completed"),
    ("ask in process", S.RECEIVED): _from(steps.received, _ask, "supplement_requested"),
    ("ask in process", S.IN_PROCESS): _from(steps.paid, _ask, "supplement_requested"),
    ("answer in process", S.SUPPLEMENT_REQUESTED): _from(steps.asked_in_process, _answer, "supplement_answered"),
    ("ask payment", S.RECEIVED): _from(steps.received, _notify, "payment_requested"),
    ("ask payment", S.IN_PROCESS): _from(steps.paid, _notify, "payment_requested"),
    ("settle payment", S.PAYMENT_REQUESTED): _from(steps.owing, _settle, "payment_settled"),
    ("escalate", S.SUBMITTED): _from(_again(submitted), _ask, "escalated"),
    ("escalate", S.RECEIVED): _from(_received_after_intake_supplement, _other_paper, "escalated"),
    ("escalate", S.IN_PROCESS): _from(_again(steps.received), _other_paper, "escalated"),
    ("apologise", S.RECEIVED): _from(steps.received, _apologise, "reappointed"),
    ("apologise", S.IN_PROCESS): _from(steps.in_process, _apologise, "reappointed"),
    ("move promise", S.RECEIVED): _from(steps.received, _move, "promise_moved"),
    ("move promise", S.IN_PROCESS): _from(steps.in_process, _move, "promise_moved"),
    ("not eligible", S.IN_PROCESS): _from(steps.paid, _not_eligible, "stopped"),
    ("stop unanswered", S.SUPPLEMENT_REQUESTED): _from(steps.asked_in_process, _stop, "stopped"),
    ("stop unanswered", S.PAYMENT_REQUESTED): _from(steps.owing, _stop, "stopped"),
    ("withdraw", S.SUBMITTED): _from(submitted, _withdraw, "withdrawn"),
    ("withdraw", S.RECEIVED): _from(steps.received, _withdraw, "withdrawn"),
    ("withdraw", S.IN_PROCESS): _from(steps.in_process, _withdraw, "withdrawn"),
    ("withdraw", S.SUPPLEMENT_REQUESTED): _from(steps.asked_in_process, _withdraw, "withdrawn"),
    ("withdraw", S.PAYMENT_REQUESTED): _from(steps.owing, _withdraw, "withdrawn"),
    ("resolve", S.IN_PROCESS): _from(steps.in_process, _approve, "resolved"),
    ("remind", S.RESOLVED): _from(steps.resolved, _remind, "not_collected"),
    ("return", S.RESOLVED): _from(steps.resolved, _hand_over, "returned"),
}


def unwalked(known: list[Edge]) -> list[str]:
    """Arrows of the chart that no walk takes."""
    return [f"{edge.turn.name} from {edge.before}" for edge in known if (edge.turn.name, edge.before) not in WALKS]


@pytest.mark.parametrize("edge", list(edges()), ids=lambda edge: f"{edge.turn.name}-{edge.before}")
def test_an_arrow_is_walked(edge: Edge, office: Office) -> None:
    dossier, act, event = WALKS[edge.turn.name, edge.before](office)
    assert steps.fresh(dossier).status == edge.before
    told = Event.objects.filter(stream=STREAM, stream_id=dossier.pk)
    told_before, slips_before = told.count(), set(dossier.slips.values_list("pk", flat=True))
    act()
    walked = steps.fresh(dossier)
    assert walked.status == edge.after
    assert f"dossier.{event}" in list(told.order_by("id")[told_before:].values_list("kind", flat=True))
    issued = list(walked.slips.exclude(pk__in=slips_before).values_list("form", flat=True))
    number = form_set(clock.today()).numbers.get(edge.turn.slip) if edge.turn.slip else None
    assert issued == ([number] if number else [])
    waits = walked.pauses.filter(ended_at__isnull=True).exists()
    assert waits == (edge.turn.clock is Clock.PAUSES)
    if edge.turn.clock is Clock.PAUSES:
        assert walked.pauses.get(ended_at__isnull=True).legal_basis.startswith("NĐ 61/2018")


def test_every_arrow_of_the_chart_has_its_walk() -> None:
    assert unwalked(list(edges())) == []
    assert {(edge.turn.name, edge.before) for edge in edges()} == set(WALKS), "a walk without an arrow"


def test_a_planted_arrow_without_a_walk_is_found() -> None:
    planted = Turn("planted", ASK_PAYMENT.before, Status.STOPPED, ("dossier.process",), Clock.ENDS, "nowhere")
    assert unwalked(list(edges((planted,)))) == ["planted from received", "planted from in_process"]
