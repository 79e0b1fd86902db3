"""The SMS gateway's addresses, its inbox page, and the clerk that delivers and reports."""

import hmac
import re
import secrets
import threading
import time
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.sms.texts import Owed, Texts
from motcua.connectors.sandbox.web import Application, BadRequestError, Handler, Reply, Request, as_json, page

_LOOPBACK = {"127.0.0.1", "localhost"}
_NUMBER = re.compile(r"(?:0|\+84)[1-9][0-9]{8}")
_REPORTS = {"double_report": 2, "lost_report": 0}


class SmsGateway:
    """Takes messages, answers questions, reports with a signature. Faults of system `sms`: see `misbehaviour.py`."""

    def __init__(self, texts: Texts, *, secret: str, public_url: str, faults: Misbehaviour) -> None:
        self._texts, self._secret, self._faults = texts, secret.encode(), faults
        self._public = urlsplit(public_url)
        self._stop = threading.Event()

    def attach(self, app: Application) -> None:
        """Add the addresses below /sms."""
        app.route("POST", "/sms/messages", self._guarded(self._take))
        app.route("GET", "/sms/messages/{reference}", self._guarded(self._status))
        app.route("GET", "/sms", self._inbox)
        app.route("GET", "/sms.json", lambda request: as_json({"messages": self._texts.listed(request.query.get("to", ""))}))

    def start_clerk(self, every: float = 0.2) -> threading.Thread:
        """Begin to deliver and to report, until `stop`."""
        clerk = threading.Thread(target=self._clerk, args=(every,), name="sms-clerk", daemon=True)
        clerk.start()
        return clerk

    def stop(self) -> None:
        """Ask the clerk to end."""
        self._stop.set()

    def _guarded(self, handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            fault = self._faults.of("sms")
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            if not self._is_signed(request):
                return as_json({"error": "unauthorized"}, 401)
            return handler(request)

        return answer

    def _is_signed(self, request: Request) -> bool:
        moment, number = request.headers.get("x-timestamp", ""), request.headers.get("x-delivery", "")
        if not moment.isdigit() or abs(time.time() - int(moment)) > 300:
            return False
        given = request.headers.get("x-signature", "")
        return hmac.compare_digest(given.encode(), self._sign(moment, number, request.body).encode())

    def _sign(self, moment: str, number: str, body: bytes) -> str:
        return "sha256=" + hmac.new(self._secret, f"{moment}.{number}.".encode() + body, sha256).hexdigest()

    def _take(self, request: Request) -> Reply:
        sent = request.json()
        reference, to, text, sender, callback = (str(sent.get(key) or "") for key in ("reference", "to", "text", "sender", "callback_url"))
        if not reference or not text or not sender:
            raise BadRequestError("reference, to, text and sender are needed")
        if callback and not self._may_call(callback):
            raise BadRequestError("callback_url must be an address of the registered product")
        if self._faults.of("sms") == "bounce" or not _NUMBER.fullmatch(to):
            return as_json({"error": "no_such_number"}, 422)
        message, is_new = self._texts.take(reference=reference, recipient=to, sender=sender, body=text, callback=callback)
        if self._faults.of("sms") == "lost_answer":
            return as_json({"error": "bad_gateway"}, 502)  # taken, but the other side hears something else
        return as_json({"reference": message["reference"], "state": message["state"]}, 201 if is_new else 200)

    def _status(self, request: Request) -> Reply:
        found = self._texts.find(request.parts["reference"])
        return as_json({"reference": found["reference"], "state": found["state"]}) if found else as_json({"error": "not_found"}, 404)

    def _inbox(self, request: Request) -> Reply:
        rows = "".join(
            f"<article><h2>{escape(str(row['recipient']))}</h2><p>{escape(str(row['sender']))} · {escape(str(row['state']))}</p>"
            f"<pre>{escape(str(row['body']))}</pre></article>"
            for row in self._texts.listed(request.query.get("to", ""))
        )
        return page("inbox.html", raw={"rows": rows or "<p>Chưa có tin nào. (No message yet.)</p>"}, title="Tin nhắn đến (SMS)")

    def _may_call(self, address: str) -> bool:
        parts = urlsplit(address)
        ours = (parts.scheme, parts.netloc) == (self._public.scheme, self._public.netloc)
        return ours or (parts.scheme == "http" and parts.hostname in _LOOPBACK)

    def _clerk(self, every: float) -> None:
        with httpx.Client(timeout=5, follow_redirects=False) as client:
            while not self._stop.wait(every):
                fault = self._faults.of("sms")
                if fault == "down":
                    continue
                self._texts.move_on(reports=_REPORTS.get(fault, 1))
                for owed in self._texts.owed():
                    self._texts.answered(owed, taken=self._send(client, owed))

    def _send(self, client: httpx.Client, owed: Owed) -> bool:
        moment, number = str(int(time.time())), secrets.token_hex(16)
        signature = self._sign(moment, number, owed.body)
        if self._faults.of("sms") == "wrong_signature":
            signature = signature[::-1]
        headers = {"Content-Type": "application/json", "X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature}
        try:
            return client.post(owed.address, content=owed.body, headers=headers).is_success
        except httpx.HTTPError:
            return False
