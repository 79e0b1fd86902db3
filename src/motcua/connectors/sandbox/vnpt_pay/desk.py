"""VNPT Pay's addresses: the signed payment page, search, refund and the daily file; it asks `confirm` and tells `result`."""

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha1, sha256
from urllib.parse import parse_qsl, urlencode

import httpx

from motcua.connectors.sandbox.cashier import Cashier, problem
from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.till import Payment, Till
from motcua.connectors.sandbox.web import Application, BadRequestError, Reply, Request, as_json, page, redirect

_ORDER = ("billcode", "merchant_code", "order_id", "amount")
_RESULT = ("billcode", "error_code", "merchant_code", "order_id", "payment_status", "trans_amount", "trans_time", "vt_transaction_id")
_ANSWER = ("error_code", "merchant_code", "order_id")
_FOUND = ("error_code", "merchant_code", "order_id", "payment_status", "trans_amount", "trans_time", "vt_transaction_id")
_STATES = {"open": "0", "paid": "1", "failed": "2", "cancelled": "2"}
_SAID = {"01": "Đơn hàng không đúng.", "03": "Khoản này đã được thanh toán hoặc không còn phải nộp."}


class VnptPayDesk(Cashier):
    """The wallet."""

    gateway = "vnpt_pay"
    title = "Ví và mã QR VNPT Pay"

    def __init__(self, till: Till, *, secret: str, access: str, callback: str, public_url: str, faults: Misbehaviour) -> None:
        super().__init__(till, secret=secret, public_url=public_url, faults=faults)
        self._access, self._callback = access, callback

    def attach(self, app: Application) -> None:
        """Add the addresses below /vnpt_pay."""
        app.route("GET", "/vnpt_pay/pay", self.guarded(self._pay))
        app.route("POST", "/vnpt_pay/search", self.guarded(self._search))
        app.route("POST", "/vnpt_pay/refund", self.guarded(self._refund))
        app.route("POST", "/vnpt_pay/settlement", self.guarded(self._settle))
        self.attach_page(app)

    def _pay(self, request: Request) -> Reply:
        sent = dict(request.query)
        back = sent.get("return_url", "")
        if not self._is_genuine(sent, _ORDER) or not self.may_call(back):
            return problem()
        try:
            payment = self._till.open_payment(
                self.gateway,
                sent["order_id"],
                amount=int(sent["amount"]),
                about=f"Hồ sơ {sent['billcode']}",
                bill=sent["billcode"],
                moment=sent.get("trans_time", ""),
                return_url=back,
                callback=f"{self._callback}ket-qua/",
            )
        except (KeyError, ValueError) as error:
            raise BadRequestError(str(error)) from error
        said = "00" if payment.status == "paid" else self._confirmed(payment, sent)
        if said != "00":
            return page("problem.html", 409, message=_SAID.get(said, "Cơ quan thu không xác nhận đơn hàng."))
        return redirect(f"/vnpt_pay/trang/{payment.reference}")

    def _confirmed(self, payment: Payment, sent: Mapping[str, str]) -> str:
        """Ask the product whether the order is right; its code."""
        order = {name: sent[name] for name in _ORDER}
        body = {**order, "check_sum": self._sum(order, _ORDER)}
        try:
            answer = httpx.post(f"{self._callback}xac-nhan/", data=body, timeout=5).json()
        except (httpx.HTTPError, ValueError):
            return "03"
        return str(answer.get("error_code", "03")) if self._is_genuine(answer, _ANSWER) else "02"

    def _search(self, request: Request) -> Reply:
        sent = request.form
        if not self._is_genuine(sent, ("merchant_code", "order_id")):
            return as_json({"error_code": "02"})
        payment = self._till.find(self.gateway, sent["order_id"])
        answer: dict[str, object] = {"error_code": "00" if payment else "01", "merchant_code": sent["merchant_code"]}
        answer["order_id"] = sent["order_id"]
        if payment is not None:
            answer |= {
                "payment_status": _STATES[payment.status],
                "trans_amount": str(payment.amount),
                "trans_time": payment.moment,
                "vt_transaction_id": payment.code,
            }
        return as_json(self._sealed(answer, _FOUND))

    def _refund(self, request: Request) -> Reply:
        sent = request.form
        if not self._is_genuine(sent, ("amount", "merchant_code", "order_id", "refund_id")):
            return as_json({"error_code": "02"})
        payment = self._till.find(self.gateway, sent["order_id"])
        done = payment is not None and self._till.give_back(self.gateway, sent["refund_id"], payment, int(sent["amount"]))
        answer = {"error_code": "00" if done else "01", "merchant_code": sent["merchant_code"], "refund_id": sent["refund_id"]}
        return as_json(self._sealed({**answer, "refund_status": "1" if done else "2"}, (*sorted(answer), "refund_status")))

    def _settle(self, request: Request) -> Reply:
        sent = request.form
        if not self._is_genuine(sent, ("day", "merchant_code")):
            return as_json({"error_code": "02"}, 401)
        rows = ["order_id,amount,type,vt_transaction_id,time"]
        rows += [f"{ref},{amount},{kind},{code},{moment}" for ref, amount, kind, code, moment in self.settlement(sent["day"])]
        body = "".join(f"{row}\r\n" for row in rows)
        proof = hmac.new(self._secret.encode(), body.encode(), sha256).hexdigest()
        return Reply(f"{body}#{proof}\r\n".encode(), media_type="text/csv; charset=utf-8")

    def body_of(self, payment: Payment, *, paid: bool, forged: bool, amount: int) -> str:
        """`result`."""
        message: dict[str, object] = {
            "billcode": payment.bill,
            "error_code": "00" if paid else "10",
            "merchant_code": "THANHHOA",
            "order_id": payment.reference,
            "payment_status": "1" if paid else "2",
            "trans_amount": amount,
            "trans_time": payment.moment,
            "vt_transaction_id": payment.code,
        }
        sealed = self._sealed(message, _RESULT)
        if forged:
            sealed["check_sum"] = str(sealed["check_sum"])[::-1]
        return urlencode(sealed)

    def post(self, client: httpx.Client, address: str, body: str) -> bool:
        """Taken when the answer's code is 00."""
        answer = client.post(address, data=dict(parse_qsl(body, keep_blank_values=True)))
        try:
            return answer.is_success and answer.json().get("error_code") == "00"
        except ValueError:
            return False

    def _sum(self, message: Mapping[str, object], order: Sequence[str]) -> str:
        text = self._access + "".join(str(message.get(name, "")) for name in order)
        return hmac.new(self._secret.encode(), text.encode(), sha1).hexdigest()

    def _sealed(self, message: Mapping[str, object], order: Sequence[str]) -> dict[str, object]:
        return {**message, "check_sum": self._sum(message, order)}

    def _is_genuine(self, message: Mapping[str, object], order: Sequence[str]) -> bool:
        return hmac.compare_digest(str(message.get("check_sum", "")).encode(), self._sum(message, order).encode())
