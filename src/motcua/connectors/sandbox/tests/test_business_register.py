"""The stand-in for the business register moves filings on and tells about it."""

import hmac
import json
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from motcua.connectors.sandbox.register.filings import Filings, _enterprise_code
from tests.sandbox_process import Sandbox


class Listener(HTTPServer):
    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.refuse_first = 1
        super().__init__(("127.0.0.1", 0), Ear)


class Ear(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.refuse_first:
            self.server.refuse_first -= 1
            self.send_response(503)
        else:
            self.server.heard.append((dict(self.headers), body))
            self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
        pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def head(sandbox: Sandbox) -> dict[str, str]:
    return {"Authorization": f"Bearer {(sandbox.var / 'sandbox' / 'register.secret').read_text()}"}


def file(sandbox: Sandbox, code: str, name: str, callback: str = "") -> httpx.Response:
    sent = {"dossier_code": code, "name": name, "payload": {"capital": 1_000_000_000}, "callback_url": callback}
    return httpx.post(f"{sandbox.url}/register/filings", json=sent, headers=head(sandbox))


def test_every_step_is_told_by_a_signed_call_that_is_tried_again(sandbox: Sandbox, listener: Listener) -> None:
    answer = file(sandbox, "H56.14-221114-0001", "Công ty TNHH Hàm Rồng", f"http://127.0.0.1:{listener.server_port}/")
    assert answer.status_code == 201
    deadline = time.monotonic() + 10
    while len(listener.heard) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    secret = head(sandbox)["Authorization"].removeprefix("Bearer ").encode()
    for headers, body in listener.heard:
        signed = f"{headers['X-Timestamp']}.{headers['X-Delivery']}.".encode() + body
        assert headers["X-Signature"] == "sha256=" + hmac.new(secret, signed, sha256).hexdigest()
    last = max((json.loads(body) for _, body in listener.heard), key=lambda told: told["step"])
    assert last["status"] == "registered"
    assert last["foreign_code"] == answer.json()["foreign_code"]
    asked = httpx.get(f"{sandbox.url}/register/filings/{last['foreign_code']}", headers=head(sandbox)).json()
    assert [step["status"] for step in asked["history"]] == ["received", "in_process", "registered"]


def test_the_same_dossier_is_filed_once(sandbox: Sandbox) -> None:
    first, second = file(sandbox, "H56.14-221114-0002", "Công ty A"), file(sandbox, "H56.14-221114-0002", "Công ty A")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["foreign_code"] == second.json()["foreign_code"]


def test_strangers_and_half_filings_are_refused(sandbox: Sandbox) -> None:
    assert httpx.post(f"{sandbox.url}/register/filings", json={}).status_code == 401
    assert httpx.post(f"{sandbox.url}/register/filings", json={}, headers=head(sandbox)).status_code == 400
    assert httpx.post(f"{sandbox.url}/register/filings", content=b"{", headers=head(sandbox)).status_code == 400
    assert file(sandbox, "x", "Công ty B", "https://evil.example/").status_code == 400
    assert httpx.get(f"{sandbox.url}/register/filings/DKKD-99999999", headers=head(sandbox)).status_code == 404


def test_a_name_that_is_taken_is_refused_whatever_its_marks(tmp_path: Path) -> None:
    moment = [0.0]
    filings = Filings(tmp_path / "register.sqlite3", pace=1, now=lambda: moment[0])
    for code, name in (("a", "Công ty Đông Sơn"), ("b", "CÔNG TY  ĐÔNG SƠN")):
        filings.file(dossier_code=code, name=name, payload={}, callback="")
        for _ in range(2):
            moment[0] += 1
            filings.move_on()
    refused, registered = filings.listed()
    assert (registered["status"], refused["status"]) == ("registered", "refused")
    assert refused["reason"]
    assert not refused["enterprise_code"]


def test_enterprise_codes_are_tax_codes_with_a_right_check_digit() -> None:
    codes = {_enterprise_code(number) for number in range(1, 200)}
    for code in codes:
        weighted = sum(int(digit) * weight for digit, weight in zip(code[:9], (31, 29, 23, 19, 17, 13, 7, 5, 3), strict=True))
        assert int(code[9]) == 10 - weighted % 11
