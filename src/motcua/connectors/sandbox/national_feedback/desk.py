"""The portal's addresses, and the clerk that hands messages in to the product; it misbehaves on request."""

import hmac
import json
import secrets
import threading
import time
from hashlib import sha256

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.web import Application, BadRequestError, Handler, Reply, Request, as_json

SYSTEM = "national_feedback"
_MOST_TRIES = 40


class FeedbackDesk:
    """Items with their messages, reports by key; in memory, as long as the sandbox runs."""

    def __init__(self, *, secret: str, public_url: str, faults: Misbehaviour, every: float = 0.2) -> None:
        self._secret, self._faults, self._every = secret.encode(), faults, every
        self._address = f"{public_url}/doi-tac/pakn-quoc-gia/"
        self._lock = threading.Lock()
        self._items: dict[str, list[dict[str, object]]] = {}
        self._owed: list[tuple[dict[str, object], int]] = []
        self._reports: dict[str, dict[str, object]] = {}
        self._again = 0

    def attach(self, app: Application) -> None:
        """Add the addresses, and start the clerk."""
        app.route("POST", "/national-feedback/reports", self._guarded(self._report))
        app.route("GET", "/national-feedback/items/{code}/messages", self._guarded(self._messages))
        app.route("POST", "/national-feedback/admin/items", self._open)
        app.route("POST", "/national-feedback/admin/items/{code}", self._add)
        app.route("POST", "/national-feedback/admin/address", self._move)
        app.route("GET", "/national-feedback/admin/reports", self._told)
        threading.Thread(target=self._clerk, name="national-feedback-clerk", daemon=True).start()

    def _guarded(self, handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            fault = self._faults.of(SYSTEM)
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            expected = self._sign(request.headers.get("x-timestamp", ""), request.headers.get("x-delivery", ""), request.body)
            if not hmac.compare_digest(request.headers.get("x-signature", "").encode(), expected.encode()):
                return as_json({"error": "unauthorized"}, 401)
            reply = handler(request)
            return as_json({"error": "timeout"}, 504) if fault == "error_after" else reply

        return answer

    def _report(self, request: Request) -> Reply:
        sent = request.json()
        key = str(sent.get("key") or "")
        if not key or str(sent.get("code")) not in self._items:
            raise BadRequestError("key and a known code are needed")
        with self._lock:
            known = key in self._reports
            self._again += known
            self._reports.setdefault(key, sent)
        return as_json({"key": key}, 200 if known else 201)

    def _messages(self, request: Request) -> Reply:
        after = request.query.get("after", "0")
        with self._lock:
            found = self._items.get(request.parts["code"], [])[int(after) if after.isdigit() else 0 :]
        return as_json({"messages": found})

    def _open(self, request: Request) -> Reply:
        with self._lock:
            code = f"PAKN-QG-{len(self._items) + 1:06d}"
            self._items[code] = []
        return self._keep(code, "opened", request.json())

    def _add(self, request: Request) -> Reply:
        sent = request.json()
        data = sent.get("data")
        return self._keep(request.parts["code"], str(sent.get("kind")), data if isinstance(data, dict) else {})

    def _keep(self, code: str, kind: str, data: dict[str, object]) -> Reply:
        with self._lock:
            if code not in self._items:
                return as_json({"error": "not_found"}, 404)
            message: dict[str, object] = {"code": code, "sequence": len(self._items[code]) + 1, "kind": kind, "data": data}
            self._items[code].append(message)
            self._owed.append((message, 0))
        return as_json(message, 201)

    def _move(self, request: Request) -> Reply:
        self._address = str(request.json().get("address") or self._address)
        return as_json({"address": self._address})

    def _told(self, request: Request) -> Reply:
        with self._lock:
            return as_json({"reports": list(self._reports.values()), "again": self._again, "owed": len(self._owed)})

    def _clerk(self) -> None:
        with httpx.Client(timeout=5) as client:
            while True:
                time.sleep(self._every)
                self._round(client, self._faults.of(SYSTEM))

    def _round(self, client: httpx.Client, fault: str) -> None:
        """Hand in what is owed, as the fault of the moment wants it."""
        if fault in {"down", "hold"}:
            return
        with self._lock:
            owed, self._owed = self._owed, []
        if fault == "out_of_order":
            owed = owed[::-1]
        for message, tries in owed:
            if fault == "lost":
                continue
            delivered = [self._hand_in(client, message, fault) for _ in range(2 if fault == "double" else 1)]
            if not all(delivered) and tries < _MOST_TRIES:
                with self._lock:
                    self._owed.append((message, tries + 1))

    def _hand_in(self, client: httpx.Client, message: dict[str, object], fault: str) -> bool:
        body = json.dumps(message, ensure_ascii=False).encode()
        moment, number = str(int(time.time())), secrets.token_hex(16)
        signature = self._sign(moment, number, body)
        if fault == "wrong_signature":
            signature = signature[:-4] + "0000"
        headers = {"Content-Type": "application/json", "X-Timestamp": moment, "X-Delivery": number, "X-Signature": signature}
        try:
            return client.post(self._address, content=body, headers=headers).is_success
        except httpx.HTTPError:
            return False

    def _sign(self, moment: str, number: str, body: bytes) -> str:
        return "sha256=" + hmac.new(self._secret, f"{moment}.{number}.".encode() + body, sha256).hexdigest()
