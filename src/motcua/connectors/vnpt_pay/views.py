"""Where the wallet asks us to confirm an order, and where it tells the result."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.connectors.vnpt_pay.client import is_ours, sealed
from motcua.connectors.vnpt_pay.rules import messages as m
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import InvalidInput, NotFound, Refusal
from motcua.onestop.payments.api import note_report, transaction_of
from motcua.onestop.payments.ports import Report

_log = logging.getLogger(__name__)
_LARGEST = 16 * 1024


@csrf_exempt
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Before it takes money, the wallet asks whether the order is ours, for this amount, and still to be paid."""
    message = _read(request, m.ORDER)
    if message is None:
        return HttpResponse(status=400)
    if not is_ours(message, m.ORDER) or message["merchant_code"] != settings.VNPT_PAY["merchant"]:
        return _answer(message, m.FORGED, status=401)
    order = transaction_of(message["order_id"], actor=SYSTEM)
    ours = order is not None and order.gateway == "vnpt_pay" and message["billcode"] == order.request.dossier.code
    if order is None or not ours or str(order.amount) != message["amount"]:
        return _answer(message, m.UNKNOWN)
    return _answer(message, m.OK if order.request.is_open and order.state == "started" else m.OTHER)


@csrf_exempt
@require_POST
def result(request: HttpRequest) -> HttpResponse:
    """The wallet tells how a payment ended; told twice it counts once."""
    message = _read(request, m.RESULT)
    if message is None:
        return HttpResponse(status=400)
    if not is_ours(message, m.RESULT) or message["merchant_code"] != settings.VNPT_PAY["merchant"]:
        _log.warning("a result that does not come from the wallet was refused")
        return _answer(message, m.FORGED, status=401)
    return _answer(message, _taken(message))


def _taken(message: dict[str, str]) -> str:
    try:
        paid = message["payment_status"] == m.PAID and message["error_code"] == m.OK
        report = Report(
            message["order_id"],
            "paid" if paid else "pending" if message["payment_status"] == m.PENDING else "failed",
            m.amount_of(message["trans_amount"]),
            message["vt_transaction_id"],
            "VNPT Pay",
            m.moment_of(message["trans_time"]),
            "" if paid else message["error_code"],
        )
        note_report("vnpt_pay", report)
    except NotFound:
        return m.UNKNOWN
    except Refusal as refusal:
        _log.warning("the wallet's result was not taken over: %s", refusal)
        return m.UNKNOWN if refusal.code == "wrong_amount" else m.OTHER
    return m.OK


def _read(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str] | None:
    if int(request.headers.get("Content-Length") or 0) > _LARGEST:
        return None
    try:
        return m.read_fields(request.POST.dict(), names)
    except InvalidInput:
        return None


def _answer(message: dict[str, str], code: str, *, status: int = 200) -> HttpResponse:
    answer = {"error_code": code, "merchant_code": message["merchant_code"], "order_id": message["order_id"]}
    return JsonResponse(sealed(answer, m.ANSWER), status=status)
