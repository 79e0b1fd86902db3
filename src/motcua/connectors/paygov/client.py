"""The port `Gateway` over the messages of the payment platform."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any

import httpx
from django.conf import settings

from motcua.connectors.paygov.rules import messages as m
from motcua.connectors.paygov.spool import fetched
from motcua.kernel.errors import Fault, InvalidInput
from motcua.onestop.payments.ports import Order, RefundOrder, Report, StatementLine

_TIMEOUT = httpx.Timeout(8.0, connect=3.0)
_OUTCOMES: Mapping[str, Any] = {"1": "paid", "2": "failed", "0": "pending"}


class PayGov:
    """Announces, asks, gives back and settles; every trouble on the way is a Fault."""

    key = "paygov"
    name: Mapping[str, str] = {"vi": "Nền tảng thanh toán PayGov", "en": "PayGov payment platform"}

    def start(self, order: Order) -> str:
        """INIT; the address of the payment page, which must lie at the platform itself."""
        answer = self._told(m.sealed(_init(order), m.INIT, _secret()))
        page = str(answer.get("UrlThanhToan", ""))
        if str(answer.get("error_code", "")) != m.OK or not page.startswith(f"{settings.PAYGOV['url']}/"):
            raise Fault("the payment platform did not take the payment")
        return page

    def ask(self, reference: str, moment: datetime) -> Report:
        """QUERY; an answer whose checksum does not hold is no answer."""
        query = {"LoaiBanTin": "QUERY", "MaDoiTac": _partner(), "MaThamChieu": reference, "ThoiGianGD": m.moment_text(moment)}
        answer = self._proved(m.sealed(query, m.QUERY, _secret()), m.QUERIED)
        if answer["MaThamChieu"] != reference:
            raise Fault("the payment platform answered about another payment")
        if answer["MaLoi"] == m.UNKNOWN:
            return Report(reference, "unknown", 0)
        outcome = _OUTCOMES.get(answer["TrangThaiGD"], "pending")
        at = m.moment_of(answer["ThoiGianGD"])
        return Report(reference, outcome, m.amount_of(answer["SoTien"]), answer["MaGiaoDich"], answer["MaNganHang"], at, answer["MaLoi"])

    def give_back(self, refund: RefundOrder) -> bool:
        """REFUND; the platform does it once per our reference of the refund."""
        message = {
            "LoaiBanTin": "REFUND",
            "MaDoiTac": _partner(),
            "MaThamChieu": refund.payment_reference,
            "MaThamChieuHoan": refund.reference,
            "SoTien": refund.amount,
            "LyDo": m.plain(refund.reason),
            "ThoiGianGD": m.moment_text(refund.moment),
        }
        answer = self._proved(m.sealed(message, m.REFUND, _secret()), m.REFUNDED)
        if answer["MaLoi"] != m.OK:
            raise Fault(f"the payment platform did not take the refund: {answer['MaLoi']}")
        return answer["TrangThaiGD"] == "1"

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """The file of the day: one JSON object per line, the checksum of the whole file in a header."""
        message = {"LoaiBanTin": "DOISOAT", "MaDoiTac": _partner(), "NgayDoiSoat": f"{day:%Y%m%d}"}
        address = f"{settings.PAYGOV['url']}/doi-soat"
        return _lines(fetched(address, m.sealed(message, m.SETTLE, _secret()), secret=_secret()))

    def _told(self, message: Mapping[str, object]) -> dict[str, Any]:
        try:
            answer = httpx.post(f"{settings.PAYGOV['url']}/giao-dich", json=message, timeout=_TIMEOUT)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Fault(f"the payment platform did not answer as it should: {type(error).__name__}") from error
        if not isinstance(found, dict):
            raise Fault("the payment platform did not answer with a message")
        return found

    def _proved(self, message: Mapping[str, object], order: Sequence[str]) -> dict[str, str]:
        found = self._told(message)
        try:
            fields = m.read_fields(found, order)
        except InvalidInput as error:
            raise Fault("the payment platform did not answer with a message") from error
        if not m.is_genuine(fields, order, _secret()):
            raise Fault("the payment platform's answer does not prove itself")
        return fields


def _init(order: Order) -> dict[str, object]:
    number, _, holder = settings.PAYGOV["beneficiary"].partition(";")
    fees = [
        {"LoaiPhiLePhi": one.kind, "MaPhiLePhi": one.key, "TenPhiLePhi": m.plain(one.name), "SoTien": one.amount} for one in order.lines
    ]
    return {
        "LoaiBanTin": "INIT",
        "PhienBan": "1.0.6",
        "MaDoiTac": _partner(),
        "MaThamChieu": order.reference,
        "SoTien": order.amount,
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "WEB",
        "MaThietBi": "",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "",
        "ThongTinGiaoDich": m.plain(f"Nop phi, le phi ho so {order.dossier_code}"),
        "ThoiGianGD": m.moment_text(order.moment),
        "Ip": order.client_address,
        "UrlQuayLai": order.return_url,
        "UrlXacNhan": settings.PAYGOV["callback"],
        "ThongTinBienLai": {
            "MaDichVu": "1",
            "MaDVC": order.procedure_code,
            "TenDVC": m.plain(order.procedure_name),
            "MaTTHC": order.procedure_code,
            "TenTTHC": m.plain(order.procedure_name),
            "MaDonVi": order.collector_code,
            "TenDonVi": m.plain(order.collector_name),
            "MaHoSo": order.dossier_code,
            "TKThuHuong": number,
            "MaNHThuHuong": "",
            "TenTKThuHuong": m.plain(holder),
            "PhiLePhi": fees,
            "DSKhoanNop": [{"NoiDung": one["TenPhiLePhi"], "SoTien": one["SoTien"]} for one in fees],
            "NoiDungThanhToan": m.plain(f"Ho so {order.dossier_code}"),
            "HoTenNguoiNop": m.plain(order.payer_name),
            "SoCMNDNguoiNop": order.payer_number,
            "DiaChiNguoiNop": m.plain(order.payer_address),
            "HuyenNguoiNop": "",
            "TinhNguoiNop": "",
        },
    }


def _lines(file: IO[bytes]) -> Iterator[StatementLine]:
    with file:
        for text in file:
            try:
                found = m.read_fields(json.loads(text), ("MaThamChieu", "SoTien", "TrangThai", "MaGiaoDich", "ThoiGianGD"))
                at = m.moment_of(found["ThoiGianGD"])
                status = "refunded" if found["TrangThai"] == "HOANPHI" else "paid"
                yield StatementLine(found["MaThamChieu"], m.amount_of(found["SoTien"]), status, found["MaGiaoDich"], at)
            except (ValueError, InvalidInput) as error:
                raise Fault("a line of the settlement cannot be read") from error


def _partner() -> str:
    return str(settings.PAYGOV["partner"])


def _secret() -> str:
    return str(settings.PAYGOV["secret"])
