"""The post's addresses, and the clerk that moves envelopes on and calls the product back."""

import hmac
import secrets
import threading
import time
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.post.orders import Call, Orders
from motcua.connectors.sandbox.shared_secret import shared_secret
from motcua.connectors.sandbox.web import Application, BadRequestError, Handler, Reply, Request, as_json

_LOOPBACK = {"127.0.0.1", "localhost"}


class PostOffice:
    """Takes orders, answers questions, calls back with a signature; loses, returns and repeats on request."""

    def __init__(self, orders: Orders, *, secret: str, public_url: str, faults: Misbehaviour) -> None:
        self._orders, self._secret, self._faults = orders, secret.encode(), faults
        self._public = urlsplit(public_url)

    def attach(self, app: Application) -> None:
        """Add the addresses below /post."""
        app.route("POST", "/post/orders", self._guarded(self._place))
        app.route("GET", "/post/orders/{number}", self._guarded(self._ask))
        app.route("POST", "/post/orders/{number}/revoke", self._guarded(self._revoke))
        app.route("GET", "/post/collected", self._guarded(self._collected))
        app.route("GET", "/post/", self._home)

    def start_clerk(self, every: float = 0.2) -> threading.Thread:
        """Begin to move envelopes on and to call back."""
        clerk = threading.Thread(target=self._clerk, args=(every,), name="post-clerk", daemon=True)
        clerk.start()
        return clerk

    def _guarded(self, handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            fault = self._faults.of("post")
            if fault == "down":
                return as_json({"error": "temporarily_unavailable"}, 503)
            if fault == "slow":
                time.sleep(self._faults.seconds)
            given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
            if not hmac.compare_digest(given, self._secret):
                return as_json({"error": "unauthorized"}, 401)
            return handler(request)

        return answer

    def _place(self, request: Request) -> Reply:
        sent = request.json()
        receiver, callback = sent.get("Receiver"), str(sent.get("CallbackUrl") or "")
        if not sent.get("OrderNumber") or not isinstance(receiver, dict) or not receiver.get("Name"):
            raise BadRequestError("OrderNumber and Receiver are needed")
        if callback and not self._may_call(callback):
            raise BadRequestError("CallbackUrl must be an address of the registered customer")
        try:
            order, is_new = self._orders.place(sent, callback)
        except ValueError as error:
            raise BadRequestError("OrderTime must be yyyyMMddHHmmss") from error
        return as_json(order, 201 if is_new else 200)

    def _ask(self, request: Request) -> Reply:
        return _or_not_found(self._orders.find(unquote(request.parts["number"])))

    def _collected(self, request: Request) -> Reply:
        lines = self._orders.collected(request.query.get("day", ""))
        if self._faults.of("post") == "cod_missing":
            lines = lines[1:]
        return as_json({"Lines": lines})

    def _revoke(self, request: Request) -> Reply:
        return _or_not_found(self._orders.revoke(unquote(request.parts["number"])))

    def _home(self, request: Request) -> Reply:
        rows = "".join(
            f"<li>{escape(str(one['ItemCode']))} {escape(str(one['OrderNumber']))}: {escape(str(one['Status']))} "
            f"{escape(str(one['Reason']))}</li>"
            for one in self._orders.listed()
        )
        return Reply(f'<!doctype html><html lang="vi"><title>Bưu chính</title><h1>Bưu chính (giả lập)</h1><ol>{rows}</ol></html>'.encode())

    def _may_call(self, address: str) -> bool:
        parts = urlsplit(address)
        ours = (parts.scheme, parts.netloc) == (self._public.scheme, self._public.netloc)
        return ours or (parts.scheme == "http" and parts.hostname in _LOOPBACK)

    def _clerk(self, every: float) -> None:
        with httpx.Client(timeout=5, follow_redirects=False) as client:
            while True:
                time.sleep(every)
                fault = self._faults.of("post")
                self._orders.move_on(fault)
                if fault in {"down", "no_callback"}:
                    continue
                due = self._orders.calls_due()
                for call in reversed(due) if fault == "late" else due:
                    self._call(client, call, fault)

    def _call(self, client: httpx.Client, call: Call, fault: str) -> None:
        delivered = self._send(client, call, fault)
        if fault == "double_callback":
            self._send(client, call, fault)
        self._orders.call_answered(call, delivered=delivered)

    def _send(self, client: httpx.Client, call: Call, fault: str) -> bool:
        moment, number = str(int(time.time())), secrets.token_hex(16)
        signature = hmac.new(self._secret, f"{moment}.{number}.".encode() + call.body, sha256).hexdigest()
        if fault == "wrong_signature":
            signature = signature[::-1]
        headers = {"Content-Type": "application/json", "X-Timestamp": moment, "X-Delivery": number, "X-Signature": f"sha256={signature}"}
        try:
            return client.post(call.address, content=call.body, headers=headers).is_success
        except httpx.HTTPError:
            return False


def attach_post(app: Application, *, var: Path, public_url: str, faults: Misbehaviour, pace: float) -> None:
    """Add the post to the application and let its clerk begin."""
    orders = Orders(var / "sandbox" / "public_post.sqlite3", pace=pace)
    office = PostOffice(orders, secret=shared_secret(var, "post"), public_url=public_url, faults=faults)
    office.attach(app)
    office.start_clerk()


def _or_not_found(order: dict[str, object] | None) -> Reply:
    return as_json(order) if order else as_json({"error": "not_found"}, 404)
