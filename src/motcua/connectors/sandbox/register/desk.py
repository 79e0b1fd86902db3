"""The register's addresses, and the clerk that moves filings on and calls the product back."""

import hmac
import secrets
import threading
import time
from hashlib import sha256
from urllib.parse import urlsplit

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.register.filings import Call, Filings
from motcua.connectors.sandbox.web import Application, BadRequestError, Handler, Reply, Request, as_json

_LOOPBACK = {"127.0.0.1", "localhost"}


class RegisterDesk:
    """Takes filings, answers questions, calls back with a signature."""

    def __init__(self, filings: Filings, *, secret: str, public_url: str, faults: Misbehaviour) -> None:
        self._filings, self._secret, self._faults = filings, secret.encode(), faults
        self._public = urlsplit(public_url)
        self._stop = threading.Event()

    def attach(self, app: Application) -> None:
        """Add the addresses below /register."""
        app.route("POST", "/register/filings", self._guarded(self._file))
        app.route("GET", "/register/filings/{code}", self._guarded(self._status))

    def start_clerk(self, every: float = 0.2) -> threading.Thread:
        """Begin to move filings on and to call back, until `stop`."""
        clerk = threading.Thread(target=self._clerk, args=(every,), name="register-clerk", daemon=True)
        clerk.start()
        return clerk

    def stop(self) -> None:
        """Ask the clerk to end."""
        self._stop.set()

    def _guarded(self, handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            fault = self._faults.of("register")
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
            if not hmac.compare_digest(given, self._secret):
                return as_json({"error": "unauthorized"}, 401)
            return handler(request)

        return answer

    def _file(self, request: Request) -> Reply:
        sent = request.json()
        dossier_code, name, callback = (str(sent.get(key) or "").strip() for key in ("dossier_code", "name", "callback_url"))
        payload = sent.get("payload")
        if not dossier_code or not name or not isinstance(payload, dict):
            raise BadRequestError("dossier_code, name and payload are needed")
        if callback and not self._may_call(callback):
            raise BadRequestError("callback_url must be an address of the registered product")
        filing, is_new = self._filings.file(dossier_code=dossier_code, name=name, payload=payload, callback=callback)
        return as_json(filing, 201 if is_new else 200)

    def _status(self, request: Request) -> Reply:
        filing = self._filings.find(request.parts["code"])
        return as_json(filing) if filing else as_json({"error": "not_found"}, 404)

    def _may_call(self, address: str) -> bool:
        parts = urlsplit(address)
        ours = (parts.scheme, parts.netloc) == (self._public.scheme, self._public.netloc)
        return ours or (parts.scheme == "http" and parts.hostname in _LOOPBACK)

    def _clerk(self, every: float) -> None:
        with httpx.Client(timeout=5, follow_redirects=False) as client:
            while not self._stop.wait(every):
                self._filings.move_on()
                if self._faults.of("register") in {"down", "no_callback"}:
                    continue
                for call in self._filings.calls_due():
                    self._filings.call_answered(call, delivered=self._send(client, call))

    def _send(self, client: httpx.Client, call: Call) -> bool:
        moment, number = str(int(time.time())), secrets.token_hex(16)
        signature = hmac.new(self._secret, f"{moment}.{number}.".encode() + call.body, sha256).hexdigest()
        if self._faults.of("register") == "wrong_signature":
            signature = signature[::-1]
        headers = {"Content-Type": "application/json", "X-Timestamp": moment, "X-Delivery": number, "X-Signature": f"sha256={signature}"}
        try:
            return client.post(call.address, content=call.body, headers=headers).is_success
        except httpx.HTTPError:
            return False
