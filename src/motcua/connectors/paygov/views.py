"""Where the payment platform tells how a payment ended (CONFIRM)."""

import json
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.connectors.paygov.rules import messages as m
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound, Refusal
from motcua.onestop.payments.api import note_report
from motcua.onestop.payments.ports import Report

_log = logging.getLogger(__name__)
_LARGEST = 32 * 1024
_SAID = {
    m.OK: "Thanh cong",
    m.UNKNOWN: "Khong tim thay giao dich",
    m.FORGED: "Sai ma xac thuc",
    m.WRONG_AMOUNT: "Sai so tien",
    m.LATER: "Chua ghi nhan duoc",
}


@csrf_exempt
@require_POST
def confirmed(request: HttpRequest) -> HttpResponse:
    """Take a CONFIRM over, once; the answer carries a code and a checksum, so that the platform knows whether to tell it again."""
    if int(request.headers.get("Content-Length") or 0) > _LARGEST:
        return HttpResponse(status=413)
    try:
        message = m.read_fields(json.loads(request.body), m.CONFIRM)
    except (ValueError, InvalidInput):
        return HttpResponse(status=400)
    if not m.is_genuine(message, m.CONFIRM, settings.PAYGOV["secret"]) or message["MaDoiTac"] != settings.PAYGOV["partner"]:
        _log.warning("a CONFIRM that does not come from the payment platform was refused")
        return _answer(message, m.FORGED, status=401)
    return _answer(message, _taken(message))


def _taken(message: dict[str, str]) -> str:
    try:
        paid = message["MaLoi"] in {m.OK, "00"}
        report = Report(
            message["MaThamChieu"],
            "paid" if paid else "failed",
            m.amount_of(message["SoTien"]),
            message["MaGiaoDich"],
            message["MaNganHang"],
            m.moment_of(message["ThoiGianGD"]),
            "" if paid else f"{message['MaLoi']} {message['ThongTinGiaoDich']}".strip(),
        )
        if message["LoaiBanTin"] != "CONFIRM" or message["MaTienTe"] != "VND":
            raise m.not_a_message()
        note_report("paygov", report)
    except NotFound:
        return m.UNKNOWN
    except Refusal as refusal:
        _log.warning("the payment platform's message was not taken over: %s", refusal)
        return m.WRONG_AMOUNT if refusal.code == "wrong_amount" else m.LATER
    return m.OK


def _answer(message: dict[str, str], code: str, *, status: int = 200) -> HttpResponse:
    answer = {
        "MaLoi": code,
        "MoTaLoi": _SAID[code],
        "MaDoiTac": message["MaDoiTac"],
        "MaThamChieu": message["MaThamChieu"],
        "ThoiGianGD": m.moment_text(clock.now()),
    }
    return JsonResponse(m.sealed(answer, m.CONFIRMED, settings.PAYGOV["secret"]), status=status)
