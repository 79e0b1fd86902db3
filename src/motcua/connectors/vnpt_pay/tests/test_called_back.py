"""The wallet asks (`confirm`) and tells (`result`): only what proves itself, only orders that are ours and open."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from motcua.connectors.vnpt_pay.rules import messages as m
from motcua.kernel.actor import SYSTEM
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.api import FeeRequest, Transaction, open_requests, start_payment, take_cash
from tests.money import joined, owing
from tests.office import Office

__all__ = ["joined", "owing"]
ACCESS, SECRET = "a", "bi-mat"
Started = Callable[[], Transaction]


@pytest.fixture
def started(owing: Callable[[], Dossier], office: Office, settings: Any) -> Started:
    settings.VNPT_PAY = {"url": "http://127.0.0.1:9", "secret": SECRET, "merchant": "M", "access": ACCESS, "callback": ""}

    def start() -> Transaction:
        dossier = owing()
        (request,) = open_requests(dossier.pk, actor=SYSTEM)
        return start_payment(dossier.code, request.pk, gateway="vnpt_pay", actor=office.citizen())

    return start


def call(path: str, message: dict[str, object], order: tuple[str, ...], secret: str = SECRET) -> tuple[int, str]:
    body = {**message, "check_sum": m.check_sum(message, order, access=ACCESS, secret=secret)}
    reply = Client(enforce_csrf_checks=True).post(f"/doi-tac/vnpt-pay/{path}/", body)
    return reply.status_code, json.loads(reply.content)["error_code"]


def asked(paid: Transaction, **changes: object) -> dict[str, object]:
    code = paid.request.dossier.code
    return {"billcode": code, "merchant_code": "M", "order_id": paid.reference, "amount": paid.amount, **changes}


def told(paid: Transaction, **changes: object) -> dict[str, object]:
    return {
        "billcode": "", "error_code": "00", "merchant_code": "M", "order_id": paid.reference, "payment_status": "1",
        "trans_amount": paid.amount, "trans_time": "20221114091500", "vt_transaction_id": "VT1", **changes,
    }  # fmt: skip


def test_an_order_is_confirmed_when_it_is_ours_open_and_of_this_amount(started: Started, office: Office) -> None:
    paid = started()
    assert call("xac-nhan", asked(paid), m.ORDER) == (200, "00")
    assert call("xac-nhan", asked(paid, amount=1), m.ORDER) == (200, "01")
    assert call("xac-nhan", asked(paid, order_id="MCNOBODY"), m.ORDER) == (200, "01")
    assert call("xac-nhan", asked(paid), m.ORDER, secret="guess") == (401, "02")
    take_cash(paid.request.dossier.code, amount=16_000, actor=office.actor("dienbien.motcua"))
    assert call("xac-nhan", asked(paid), m.ORDER) == (200, "03"), "paid in cash meanwhile: the wallet takes no money"


def test_a_result_counts_once(started: Started) -> None:
    paid = started()
    assert call("ket-qua", told(paid), m.RESULT) == (200, "00")
    assert call("ket-qua", told(paid), m.RESULT) == (200, "00")
    paid.refresh_from_db()
    assert (paid.state, paid.counts, paid.gateway_code, FeeRequest.objects.get().state) == ("succeeded", True, "VT1", "paid")


@pytest.mark.parametrize(("change", "code"), [({"trans_amount": 1}, "01"), ({"order_id": "X"}, "01"), ({"trans_time": "?"}, "03")])
def test_a_result_that_does_not_fit_changes_nothing(started: Started, change: dict[str, object], code: str) -> None:
    paid = started()
    assert call("ket-qua", told(paid, **change), m.RESULT)[1] == code
    assert FeeRequest.objects.get().state == "pending"


def test_a_forged_result_changes_nothing(started: Started) -> None:
    assert call("ket-qua", told(started()), m.RESULT, secret="guess") == (401, "02")
    assert FeeRequest.objects.get().state == "pending"


def test_a_pending_result_waits_and_a_failure_can_be_tried_again(started: Started) -> None:
    paid = started()
    call("ket-qua", told(paid, payment_status="0"), m.RESULT)
    assert FeeRequest.objects.get().state == "pending"
    call("ket-qua", told(paid, payment_status="2", error_code="10"), m.RESULT)
    assert FeeRequest.objects.get().state == "unpaid"
