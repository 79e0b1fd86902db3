"""Where the payment platform asks for the receipts of what it took (GET_BILL)."""

import base64
import json
import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.connectors.paygov.actions.hand_out_bill import hand_out_bill
from motcua.connectors.paygov.rules import messages as m
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.onestop.payments.api import Bill, BilledReceipt

_log = logging.getLogger(__name__)
_LARGEST = 8 * 1024
_SHORTEST_NUMBER = 16
_SAID = {m.OK: "Thanh cong", m.UNKNOWN: "Khong co khoan nop nao", m.FORGED: "Sai ma xac thuc", m.OLD: "Yeu cau cu hoac da tra loi"}
_STATUS = {m.OK: 200, m.UNKNOWN: 404, m.FORGED: 401, m.OLD: 409}


@csrf_exempt
@require_POST
def bill(request: HttpRequest) -> HttpResponse:
    """The receipts as PDF in a sealed answer. 400 no message, 401 forged, 404 nothing taken there, 409 too old or asked before."""
    if int(request.headers.get("Content-Length") or 0) > _LARGEST:
        return HttpResponse(status=413)
    try:
        asked = m.read_fields(json.loads(request.body), m.GET_BILL)
        asked_at = m.moment_of(asked["ThoiGianGD"])
    except (ValueError, InvalidInput):
        return HttpResponse(status=400)
    genuine = asked["LoaiBanTin"] == "GET_BILL" and m.is_genuine(asked, m.GET_BILL, settings.PAYGOV["secret"])
    if not genuine or asked["MaDoiTac"] != settings.PAYGOV["partner"]:
        _log.warning("a GET_BILL that does not come from the payment platform was refused")
        return _answer(asked, m.FORGED)
    if not _SHORTEST_NUMBER <= len(asked["MaYeuCau"]) <= 64:
        return HttpResponse(status=400)
    try:
        bills = hand_out_bill(asked["MaYeuCau"], asked_at, reference=asked["MaThamChieu"], code=asked["MaHoSo"])
    except NotFound:
        return _answer(asked, m.UNKNOWN)
    except Conflict as refusal:
        _log.warning("a GET_BILL was refused: %s", refusal.code)
        return _answer(asked, m.OLD)
    return _answer(asked, m.OK, bills)


def _answer(asked: Mapping[str, str], code: str, bills: Sequence[Bill] = ()) -> HttpResponse:
    """Sealed; the digests of the files stand under the checksum, so that no file can be exchanged on the way."""
    receipts = [_receipt(bill, one) for bill in bills for one in bill.receipts]
    answer = {
        "MaLoi": code,
        "MoTaLoi": _SAID[code],
        "MaDoiTac": asked["MaDoiTac"],
        "MaYeuCau": asked["MaYeuCau"],
        "MaHoSo": bills[0].transaction.request.dossier.code if bills else "",
        "TongSoTien": sum(bill.transaction.amount for bill in bills),
        "MaBam": ",".join(str(one["MaBam"]) for one in receipts),
        "ThoiGianGD": m.moment_text(clock.real_now()),
        "DSBienLai": receipts,
    }
    return JsonResponse(m.sealed(answer, m.BILL, settings.PAYGOV["secret"]), status=_STATUS[code])


def _receipt(bill: Bill, one: BilledReceipt) -> dict[str, object]:
    receipt = one.receipt
    return {
        "MaThamChieu": bill.transaction.reference,
        "MauSo": receipt.template,
        "KyHieu": receipt.series,
        "SoBienLai": f"{receipt.number:07d}",
        "SoTien": receipt.amount,
        "DaHoan": receipt.refunded,
        "TrangThai": receipt.state,
        "NgayBienLai": m.moment_text(receipt.issued_at),
        "TenTep": one.name,
        "DaKySo": "1" if receipt.file_id else "0",
        "MaBam": sha256(one.pdf).hexdigest(),
        "NoiDungTep": base64.b64encode(one.pdf).decode(),
    }
