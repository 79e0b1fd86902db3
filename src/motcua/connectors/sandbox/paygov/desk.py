"""PayGov's addresses: INIT, QUERY and REFUND at one, the daily file at another, and the payment page."""

import hmac
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

import httpx

from motcua.connectors.sandbox.cashier import Cashier
from motcua.connectors.sandbox.till import Payment
from motcua.connectors.sandbox.web import Application, BadRequestError, Reply, Request, as_json

_ORDERS: Mapping[str, Sequence[str]] = {
    "INIT": (
        "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi", "NgonNgu",
        "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip",
    ),
    "QUERY": ("LoaiBanTin", "MaDoiTac", "MaThamChieu", "ThoiGianGD"),
    "REFUND": ("LoaiBanTin", "MaDoiTac", "MaThamChieu", "MaThamChieuHoan", "SoTien", "LyDo", "ThoiGianGD"),
    "DOISOAT": ("LoaiBanTin", "MaDoiTac", "NgayDoiSoat"),
}  # fmt: skip
_CONFIRM = (
    "LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich",
)  # fmt: skip
_QUERIED = ("MaLoi", "MaDoiTac", "MaThamChieu", "TrangThaiGD", "SoTien", "MaGiaoDich", "MaNganHang", "ThoiGianGD")
_REFUNDED = ("MaLoi", "MaDoiTac", "MaThamChieu", "MaThamChieuHoan", "TrangThaiGD")
_STATES = {"open": "0", "paid": "1", "failed": "2", "cancelled": "2"}


class PayGovDesk(Cashier):
    """The hub between portals and banks."""

    gateway = "paygov"
    title = "Nền tảng thanh toán PayGov"

    def attach(self, app: Application) -> None:
        """Add the addresses below /paygov."""
        app.route("POST", "/paygov/giao-dich", self.guarded(self._message))
        app.route("POST", "/paygov/doi-soat", self.guarded(self._settle))
        self.attach_page(app)

    def _message(self, request: Request) -> Reply:
        sent = request.json()
        kind = str(sent.get("LoaiBanTin", ""))
        if kind not in {"INIT", "QUERY", "REFUND"}:
            raise BadRequestError("LoaiBanTin must be INIT, QUERY or REFUND")
        if not self._is_genuine(sent, _ORDERS[kind]):
            return as_json({"error_code": "02", "MaLoi": "02", "MoTaLoi": "Sai ma xac thuc"})
        return {"INIT": self._init, "QUERY": self._query, "REFUND": self._refund}[kind](request, sent)

    def _init(self, request: Request, sent: Mapping[str, object]) -> Reply:
        callback, back = str(sent.get("UrlXacNhan", "")), str(sent.get("UrlQuayLai", ""))
        if not (self.may_call(callback) and self.may_call(back)):
            raise BadRequestError("UrlXacNhan and UrlQuayLai must be addresses of the registered product")
        bill = sent.get("ThongTinBienLai")
        dossier = str(bill.get("MaHoSo", "")) if isinstance(bill, dict) else ""
        try:
            payment = self._till.open_payment(
                self.gateway,
                str(sent["MaThamChieu"]),
                amount=int(str(sent["SoTien"])),
                about=str(sent.get("ThongTinGiaoDich", "")),
                bill=dossier,
                moment=str(sent.get("ThoiGianGD", "")),
                return_url=back,
                callback=callback,
            )
        except (KeyError, ValueError) as error:
            raise BadRequestError(str(error)) from error
        return as_json({"error_code": "0", "UrlThanhToan": f"{request.base}/paygov/trang/{payment.reference}"})

    def _query(self, request: Request, sent: Mapping[str, object]) -> Reply:
        payment = self._till.find(self.gateway, str(sent.get("MaThamChieu", "")))
        answer: dict[str, object] = {"MaDoiTac": sent["MaDoiTac"], "MaThamChieu": sent.get("MaThamChieu", "")}
        if payment is None:
            return as_json(self._sealed({"MaLoi": "01", **answer}, _QUERIED))
        found = {
            "MaLoi": "0",
            "TrangThaiGD": _STATES[payment.status],
            "SoTien": payment.amount,
            "MaGiaoDich": payment.code,
            "MaNganHang": "NHTHU",
            "ThoiGianGD": payment.moment,
        }
        return as_json(self._sealed({**answer, **found}, _QUERIED))

    def _refund(self, request: Request, sent: Mapping[str, object]) -> Reply:
        payment = self._till.find(self.gateway, str(sent.get("MaThamChieu", "")))
        reference, amount = str(sent.get("MaThamChieuHoan", "")), int(str(sent.get("SoTien", "0")))
        done = payment is not None and self._till.give_back(self.gateway, reference, payment, amount)
        answer = {"MaLoi": "0" if done else "05", "MaDoiTac": sent["MaDoiTac"], "MaThamChieu": sent.get("MaThamChieu", "")}
        return as_json(self._sealed({**answer, "MaThamChieuHoan": reference, "TrangThaiGD": "1" if done else "2"}, _REFUNDED))

    def _settle(self, request: Request) -> Reply:
        sent = request.json()
        if not self._is_genuine(sent, _ORDERS["DOISOAT"]):
            return as_json({"MaLoi": "02"}, 401)
        rows = [
            json.dumps({"MaThamChieu": ref, "SoTien": amount, "TrangThai": "HOANPHI" if kind == "REFUND" else "THANHCONG",
                        "MaGiaoDich": code, "ThoiGianGD": moment})
            for ref, amount, kind, code, moment in self.settlement(str(sent.get("NgayDoiSoat", "")))
        ]  # fmt: skip
        body = "".join(f"{row}\n" for row in rows).encode()
        proof = sha256(body + self._secret.encode()).hexdigest()
        return Reply(body, media_type="application/x-ndjson", headers=[("X-Checksum", proof)])

    def body_of(self, payment: Payment, *, paid: bool, forged: bool, amount: int) -> str:
        """CONFIRM."""
        message = {
            "LoaiBanTin": "CONFIRM",
            "MaLoi": "0" if paid else "24" if payment.status == "cancelled" else "10",
            "MaDoiTac": "MOTCUA-THANHHOA",
            "MaThamChieu": payment.reference,
            "SoTien": amount,
            "MaTienTe": "VND",
            "MaGiaoDich": payment.code,
            "MaNganHang": "NHTHU",
            "ThoiGianGD": payment.moment,
            "ThongTinGiaoDich": "" if paid else "Khach hang huy" if payment.status == "cancelled" else "Giao dich that bai",
        }
        sealed = self._sealed(message, _CONFIRM)
        if forged:
            sealed["MaXacThuc"] = str(sealed["MaXacThuc"])[::-1]
        return json.dumps(sealed)

    def post(self, client: httpx.Client, address: str, body: str) -> bool:
        """Taken when the answer's code is 0."""
        answer = client.post(address, content=body, headers={"Content-Type": "application/json"})
        try:
            return answer.is_success and answer.json().get("MaLoi") == "0"
        except ValueError:
            return False

    def _sum(self, message: Mapping[str, object], order: Sequence[str]) -> str:
        return sha256("|".join([*(str(message.get(name, "")) for name in order), self._secret]).encode()).hexdigest()

    def _sealed(self, message: Mapping[str, object], order: Sequence[str]) -> dict[str, object]:
        return {**message, "MaXacThuc": self._sum(message, order)}

    def _is_genuine(self, message: Mapping[str, object], order: Sequence[str]) -> bool:
        return hmac.compare_digest(str(message.get("MaXacThuc", "")).encode(), self._sum(message, order).encode())
