"""PayGov over a real socket: pay, ask, give back, settle; and what is done when it misbehaves."""

import json
from datetime import date, datetime

import httpx
import pytest

from motcua.connectors.paygov.client import PayGov
from motcua.connectors.paygov.rules import messages as m
from motcua.connectors.treasury.client import HttpTreasury
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Fault
from motcua.onestop.payments.ports import Gateway, Order, OrderLine, RefundOrder, Treasury
from tests.listener import Listener
from tests.sandbox_process import Sandbox

MOMENT = datetime(2022, 11, 14, 9, 0, tzinfo=VIETNAM)
DAY = date(2022, 11, 14)
_numbers = iter(range(1000))


def order(listener: Listener, amount: int = 16_000) -> Order:
    return Order(
        reference=f"MC221114TEST{next(_numbers):04d}",
        amount=amount,
        lines=(OrderLine("ban_sao", "fee", "Phí cấp bản sao | trích lục", amount),),
        dossier_code="H56.31.5-221114-0001",
        procedure_code="2.000635",
        procedure_name="Cấp bản sao trích lục hộ tịch",
        collector_code="H56.31.5",
        collector_name="UBND phường Điện Biên",
        payer_name="Nguyễn Thị Hoa",
        payer_number="038185004217",
        payer_address="",
        moment=MOMENT,
        return_url=f"{listener.url}/back",
    )


def decide(page: str, choice: str) -> httpx.Response:
    return httpx.post(page, data={"choice": choice})


def secret(platform: Sandbox) -> str:
    return (platform.var / "sandbox" / "paygov.secret").read_text()


def test_a_payment_goes_from_the_page_to_the_call_back_the_question_and_the_settlement(platform: Sandbox, listener: Listener) -> None:
    gateway: Gateway = PayGov()
    wanted = order(listener)
    page = gateway.start(wanted)
    assert gateway.start(wanted) == page, "announced twice is one payment"
    assert "16.000 đồng" in httpx.get(page).text
    assert gateway.ask(wanted.reference, MOMENT).outcome == "pending"
    assert decide(page, "pay").headers["Location"] == f"{listener.url}/back"
    ((path, body),) = listener.wait_for(1, about=wanted.reference)
    message = m.read_fields(json.loads(body), m.CONFIRM)
    assert (path, message["MaLoi"], message["SoTien"]) == ("/confirm", "0", "16000")
    assert m.is_genuine(message, m.CONFIRM, secret(platform))
    report = gateway.ask(wanted.reference, MOMENT)
    assert (report.outcome, report.amount) == ("paid", 16_000)
    assert report.at is not None
    assert report.at.date() == DAY, "the gateway lives in the legal time of the order"
    assert wanted.reference in {line.reference for line in gateway.settlement(DAY)}
    treasury: Treasury = HttpTreasury()
    assert wanted.reference in {line.reference for line in treasury.statement(DAY, "paygov")}


def test_a_refund_goes_once_and_never_more_than_was_paid(platform: Sandbox, listener: Listener) -> None:
    gateway = PayGov()
    wanted = order(listener)
    decide(gateway.start(wanted), "pay")
    refund = RefundOrder(f"HP{wanted.reference}", wanted.reference, 16_000, "Nộp thừa", MOMENT)
    assert gateway.give_back(refund)
    assert gateway.give_back(refund), "told twice, it goes once"
    with pytest.raises(Fault):
        gateway.give_back(RefundOrder("HPOTHER", wanted.reference, 1, "", MOMENT))
    lines = [line for line in gateway.settlement(DAY) if line.status == "refunded"]
    assert [line.reference for line in lines].count(refund.reference) == 1


@pytest.mark.parametrize(("choice", "code"), [("fail", "10"), ("cancel", "24")])
def test_a_payment_that_failed_or_was_cancelled_is_told(platform: Sandbox, listener: Listener, choice: str, code: str) -> None:
    wanted = order(listener)
    decide(PayGov().start(wanted), choice)
    ((_path, body),) = listener.wait_for(1, about=wanted.reference)
    assert json.loads(body)["MaLoi"] == code
    assert PayGov().ask(wanted.reference, MOMENT).outcome == "failed"


def test_what_was_never_announced_is_unknown(platform: Sandbox) -> None:
    assert PayGov().ask("MC000000NOBODY", MOMENT).outcome == "unknown"


@pytest.mark.parametrize(
    ("fault", "calls", "genuine", "amount"),
    [
        ("double", 2, True, "16000"),
        ("forged", 1, False, "16000"),
        ("wrong_amount", 1, True, "17000"),
        ("success_then_fail", 2, True, "16000"),
    ],
)
def test_it_misbehaves_on_request(platform: Sandbox, listener: Listener, fault: str, calls: int, genuine: bool, amount: str) -> None:
    wanted = order(listener)
    page = PayGov().start(wanted)
    platform.misbehave(paygov=fault)
    decide(page, "pay")
    messages = [m.read_fields(json.loads(body), m.CONFIRM) for _path, body in listener.wait_for(calls, about=wanted.reference)]
    assert {m.is_genuine(message, m.CONFIRM, secret(platform)) for message in messages} == {genuine}
    assert messages[0]["SoTien"] == amount
    if fault == "success_then_fail":
        assert [message["MaLoi"] for message in messages] == ["0", "10"]


def test_a_lost_call_leaves_the_question(platform: Sandbox, listener: Listener) -> None:
    wanted = order(listener)
    page = PayGov().start(wanted)
    platform.misbehave(paygov="lost_callback")
    decide(page, "pay")
    assert PayGov().ask(wanted.reference, MOMENT).outcome == "paid"
    assert listener.heard == []


def test_down_wrong_secret_and_a_page_elsewhere_are_faults(platform: Sandbox, listener: Listener, settings: object) -> None:
    platform.misbehave(paygov="down")
    with pytest.raises(Fault):
        PayGov().start(order(listener))
    with pytest.raises(Fault):
        PayGov().settlement(DAY)
    platform.misbehave(paygov="none")
    good = settings.PAYGOV  # type: ignore[attr-defined] # the fixture of pytest-django has no stub
    settings.PAYGOV = {**good, "secret": "guess"}  # type: ignore[attr-defined] # see above
    for speak in (lambda: PayGov().start(order(listener)), lambda: PayGov().ask("X", MOMENT), lambda: PayGov().settlement(DAY)):
        with pytest.raises(Fault):
            speak()


def test_the_settlement_can_lack_a_line_or_change_an_amount(platform: Sandbox, listener: Listener) -> None:
    wanted = order(listener, 21_000)
    decide(PayGov().start(wanted), "pay")
    whole = list(PayGov().settlement(DAY))
    platform.misbehave(paygov="settle_missing", treasury="not_credited")
    assert len(list(PayGov().settlement(DAY))) == len(whole) - 1
    assert len(list(HttpTreasury().statement(DAY, "paygov"))) < len(whole)
    platform.misbehave(paygov="settle_amount")
    assert next(iter(PayGov().settlement(DAY))).amount == whole[0].amount + 1000
    platform.misbehave(paygov="settle_extra", treasury="none")
    assert "LA202211140001" in {line.reference for line in PayGov().settlement(DAY)}
