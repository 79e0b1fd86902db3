"""The port `Gateway` over the wallet and QR flow."""

import csv
import hmac
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx
from django.conf import settings

from motcua.connectors.vnpt_pay.rules import messages as m
from motcua.kernel.errors import Fault, InvalidInput
from motcua.onestop.payments.ports import Order, RefundOrder, Report, StatementLine

_TIMEOUT = httpx.Timeout(8.0, connect=3.0)
_LARGEST = 64 * 1024 * 1024
_OUTCOMES: Mapping[str, Any] = {m.PAID: "paid", m.FAILED: "failed", m.PENDING: "pending"}


class VnptPay:
    """The payer is sent with a signed order; the wallet asks us to confirm it, and tells the result."""

    key = "vnpt_pay"
    name: Mapping[str, str] = {"vi": "Ví và mã QR VNPT Pay", "en": "VNPT Pay wallet and QR"}

    def start(self, order: Order) -> str:
        """The signed address of the payment page; nothing is sent: the wallet asks us (`confirm`) before it takes money."""
        sent = {"billcode": order.dossier_code, "merchant_code": _merchant(), "order_id": order.reference, "amount": order.amount}
        extra = {"return_url": order.return_url, "trans_time": m.moment_text(order.moment), "login_msisdn": ""}
        return f"{settings.VNPT_PAY['url']}/pay?{urlencode({**sealed(sent, m.ORDER), **extra})}"

    def ask(self, reference: str, moment: datetime) -> Report:
        """`search`; an answer whose sum does not hold is no answer."""
        answer = self._asked("search", sealed({"merchant_code": _merchant(), "order_id": reference}, m.SEARCH), m.FOUND)
        if answer["order_id"] != reference:
            raise Fault("the wallet answered about another payment")
        if answer["error_code"] == m.UNKNOWN:
            return Report(reference, "unknown", 0)
        outcome = _OUTCOMES.get(answer["payment_status"], "pending")
        at = m.moment_of(answer["trans_time"])
        return Report(reference, outcome, m.amount_of(answer["trans_amount"] or "0"), answer["vt_transaction_id"], "VNPT Pay", at)

    def give_back(self, refund: RefundOrder) -> bool:
        """`refund`; done once per our reference of the refund."""
        sent = {
            "amount": refund.amount,
            "merchant_code": _merchant(),
            "order_id": refund.payment_reference,
            "refund_id": refund.reference,
            "trans_time": m.moment_text(refund.moment),
        }
        answer = self._asked("refund", sealed(sent, m.REFUND), m.REFUNDED)
        if answer["error_code"] != m.OK:
            raise Fault(f"the wallet did not take the refund: {answer['error_code']}")
        return answer["refund_status"] == m.PAID

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """The file of the day: CSV with a last line that counts and proves the others."""
        sent = sealed({"day": f"{day:%Y%m%d}", "merchant_code": _merchant()}, m.SETTLE)
        try:
            answer = httpx.post(f"{settings.VNPT_PAY['url']}/settlement", data=sent, timeout=httpx.Timeout(60.0, connect=3.0))
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise Fault(f"the settlement did not come: {type(error).__name__}") from error
        if len(answer.content) > _LARGEST:
            raise Fault("the settlement is too large")
        return _lines(_proved_body(answer.content))

    def _asked(self, path: str, sent: Mapping[str, object], order: Sequence[str]) -> dict[str, str]:
        try:
            answer = httpx.post(f"{settings.VNPT_PAY['url']}/{path}", data={k: str(v) for k, v in sent.items()}, timeout=_TIMEOUT)
            answer.raise_for_status()
            found = answer.json()
            fields = m.read_fields(found if isinstance(found, Mapping) else {}, order)
        except (httpx.HTTPError, ValueError, InvalidInput) as error:
            raise Fault(f"the wallet did not answer as it should: {type(error).__name__}") from error
        if not is_ours(fields, order):
            raise Fault("the wallet's answer does not prove itself")
        return fields


def sealed(message: Mapping[str, object], order: Sequence[str]) -> dict[str, object]:
    """The message with its sum."""
    return {**message, "check_sum": m.check_sum(message, order, access=settings.VNPT_PAY["access"], secret=settings.VNPT_PAY["secret"])}


def is_ours(message: Mapping[str, object], order: Sequence[str]) -> bool:
    """Whether a message proves itself with the codes we share."""
    return m.is_genuine(message, order, access=settings.VNPT_PAY["access"], secret=settings.VNPT_PAY["secret"])


def _proved_body(content: bytes) -> str:
    """The lines without the last one, `#<SHA-256 HMAC of all before it>`."""
    body, _, last = content.rpartition(b"#")
    expected = hmac.new(str(settings.VNPT_PAY["secret"]).encode(), body, sha256).hexdigest()
    if not hmac.compare_digest(last.strip(), expected.encode()):
        raise Fault("the settlement does not prove itself")
    return body.decode("utf-8", "replace")


def _lines(text: str) -> Iterator[StatementLine]:
    try:
        for row in csv.DictReader(io.StringIO(text)):
            status = "refunded" if row["type"] == "REFUND" else "paid"
            yield StatementLine(row["order_id"], m.amount_of(row["amount"]), status, row["vt_transaction_id"], m.moment_of(row["time"]))
    except (KeyError, TypeError, csv.Error, InvalidInput) as error:
        raise Fault("a line of the settlement cannot be read") from error


def _merchant() -> str:
    return str(settings.VNPT_PAY["merchant"])
