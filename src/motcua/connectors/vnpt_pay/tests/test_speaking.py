"""VNPT Pay over a real socket: signed order, confirm, result, search, refund, settlement."""

import hmac
import json
from dataclasses import replace
from hashlib import sha1
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from motcua.connectors.paygov.tests.test_speaking import DAY, MOMENT, decide, order
from motcua.connectors.vnpt_pay.client import VnptPay, is_ours
from motcua.connectors.vnpt_pay.rules import messages as m
from motcua.kernel.errors import Fault
from motcua.onestop.payments.ports import Gateway, RefundOrder
from tests.listener import Listener
from tests.sandbox_process import Sandbox


def opened(url: str) -> str:
    """The payment page the wallet leads to."""
    return str(httpx.get(url, follow_redirects=True).url)


def test_the_sum_of_an_order_is_that_of_the_scheme() -> None:
    message = {"billcode": "B1", "merchant_code": "M", "order_id": "O1", "amount": 16000}
    expected = hmac.new(b"bi-mat", b"accessB1MO116000", sha1).hexdigest()
    assert m.check_sum(message, m.ORDER, access="access", secret="bi-mat") == expected


def test_a_payment_is_confirmed_before_and_told_after(wallet: Sandbox, listener: Listener) -> None:
    gateway: Gateway = VnptPay()
    wanted = order(listener)
    page = opened(gateway.start(wanted))
    ((path, body),) = listener.wait_for(1, about=wanted.reference)
    assert path == "/doi-tac/vnpt-pay/xac-nhan/"
    assert is_ours(dict(parse_qsl(body.decode())), m.ORDER)
    assert gateway.ask(wanted.reference, MOMENT).outcome == "pending"
    decide(page, "pay")
    path, body = listener.wait_for(2, about=wanted.reference)[1]
    result = dict(parse_qsl(body.decode()))
    assert (path, result["payment_status"], result["trans_amount"]) == ("/doi-tac/vnpt-pay/ket-qua/", "1", "16000")
    assert is_ours(result, m.RESULT)
    report = gateway.ask(wanted.reference, MOMENT)
    assert (report.outcome, report.amount) == ("paid", 16_000)
    assert wanted.reference in {line.reference for line in gateway.settlement(DAY)}


def test_an_order_that_is_not_confirmed_or_not_signed_takes_no_money(wallet: Sandbox, listener: Listener) -> None:
    wanted = order(listener)
    listener.answer = lambda _path, _body: json.dumps({"error_code": "00"}).encode()
    assert httpx.get(VnptPay().start(wanted)).status_code == 409
    assert httpx.get(VnptPay().start(replace(wanted, reference="MCOTHER")).replace("amount=16000", "amount=1")).status_code == 404


def test_a_refund_goes_once(wallet: Sandbox, listener: Listener) -> None:
    gateway = VnptPay()
    wanted = order(listener)
    decide(opened(gateway.start(wanted)), "pay")
    refund = RefundOrder(f"HV{wanted.reference}", wanted.reference, 16_000, "", MOMENT)
    assert gateway.give_back(refund)
    assert gateway.give_back(refund)
    with pytest.raises(Fault):
        gateway.give_back(RefundOrder("HVOTHER", wanted.reference, 1, "", MOMENT))
    assert [line.reference for line in gateway.settlement(DAY) if line.status == "refunded"].count(refund.reference) == 1


def test_a_forged_result_does_not_prove_itself(wallet: Sandbox, listener: Listener) -> None:
    wanted = order(listener)
    page = opened(VnptPay().start(wanted))
    listener.wait_for(1, about=wanted.reference)
    wallet.misbehave(vnpt_pay="forged")
    decide(page, "pay")
    assert not is_ours(dict(parse_qsl(listener.wait_for(2, about=wanted.reference)[1][1].decode())), m.RESULT)


def test_down_and_a_wrong_secret_are_faults(wallet: Sandbox, settings: object) -> None:
    assert VnptPay().ask("NOBODY", MOMENT).outcome == "unknown"
    wallet.misbehave(vnpt_pay="down")
    with pytest.raises(Fault):
        VnptPay().ask("NOBODY", MOMENT)
    wallet.misbehave(vnpt_pay="none")
    good = settings.VNPT_PAY  # type: ignore[attr-defined] # the fixture of pytest-django has no stub
    settings.VNPT_PAY = {**good, "secret": "guess"}  # type: ignore[attr-defined] # see above
    for speak in (lambda: VnptPay().ask("X", MOMENT), lambda: VnptPay().settlement(DAY)):
        with pytest.raises(Fault):
            speak()


def test_the_page_lies_at_the_wallet(wallet: Sandbox, listener: Listener) -> None:
    assert urlsplit(VnptPay().start(order(listener))).netloc == urlsplit(wallet.url).netloc
