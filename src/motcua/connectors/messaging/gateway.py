"""The port `TextCarrier` over an HTTP gateway."""

import json
import secrets
from urllib.parse import quote

import httpx
from django.conf import settings

from motcua.blocks.notices.ports import NeverThere, NotNow, Report, ShortText
from motcua.connectors.messaging.rules.reports import read_report
from motcua.connectors.messaging.rules.signature import sign
from motcua.kernel import clock

_TIMEOUT = httpx.Timeout(10.0, connect=3.0)
_NEVER = {400, 404, 410, 422}


class HttpTextGateway:
    """Sends text messages and asks what became of them."""

    def carry(self, text: ShortText) -> None:
        """Hand in; the reference is the idempotency key. `NotNow` for trouble on the way, `NeverThere` for an impossible number."""
        sent = {
            "reference": text.reference,
            "to": text.to,
            "text": text.body,
            "sender": settings.SMS["sender"],
            "callback_url": settings.SMS["callback"],
        }
        self._speak("POST", "/messages", json.dumps(sent, ensure_ascii=False).encode())

    def ask(self, reference: str) -> Report:
        """What became of a message; `unknown` when the gateway never had it."""
        try:
            answer = self._speak("GET", f"/messages/{quote(reference, safe='')}", b"")
        except NeverThere:
            return "unknown"
        report = read_report(answer)
        if report is None or report.reference != reference:
            raise NotNow("the SMS gateway answered something else")
        return report.report

    def _speak(self, method: str, path: str, body: bytes) -> bytes:
        moment, number = str(int(clock.real_now().timestamp())), secrets.token_hex(16)
        headers = {
            "Content-Type": "application/json",
            "X-Timestamp": moment,
            "X-Delivery": number,
            "X-Signature": sign(settings.SMS["secret"], moment, number, body),
        }
        try:
            answer = httpx.request(method, settings.SMS["url"] + path, content=body, headers=headers, timeout=_TIMEOUT)
        except httpx.HTTPError as trouble:
            raise NotNow(f"the SMS gateway: {type(trouble).__name__}") from trouble
        if answer.status_code in _NEVER:
            raise NeverThere(f"the SMS gateway: {answer.status_code}")
        if not answer.is_success:
            raise NotNow(f"the SMS gateway: {answer.status_code}")
        return answer.content
