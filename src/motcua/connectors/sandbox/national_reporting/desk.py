"""Tokens and reports: each key is taken once; the same again gives the same receipt. It misbehaves on request."""

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.web import Application, Reply, Request, as_json

SYSTEM = "national_reporting"
_TOKEN_SECONDS = 300
_NEEDED = ("regime", "frequency", "year", "number", "from", "to", "unit", "edition", "approved_by", "forms")


class ReportingDesk:
    """Takes reports in; in memory, as long as the sandbox runs."""

    def __init__(self, *, client_id: str, secret: str, faults: Misbehaviour) -> None:
        self._client = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self._faults = faults
        self._lock = threading.Lock()
        self._tokens: dict[str, float] = {}
        self._taken: dict[str, dict[str, object]] = {}
        self._again = 0

    def attach(self, app: Application) -> None:
        """Add the addresses below /national-reporting."""
        app.route("POST", "/national-reporting/token", self._token)
        app.route("POST", "/national-reporting/reports", self._report)
        app.route("GET", "/national-reporting/admin/reports", self._told)
        app.route("POST", "/national-reporting/admin/forget", self._forget)

    def _token(self, request: Request) -> Reply:
        if self._faults.of(SYSTEM) == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        given = request.headers.get("authorization", "").removeprefix("Basic ")
        if not hmac.compare_digest(given.encode(), self._client.encode()) or request.form.get("grant_type") != "client_credentials":
            return as_json({"error": "invalid_client"}, 401)
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens[token] = time.time() + _TOKEN_SECONDS
        return as_json({"access_token": token, "token_type": "Bearer", "expires_in": _TOKEN_SECONDS})

    def _report(self, request: Request) -> Reply:
        fault = self._faults.of(SYSTEM)
        if fault == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        if fault == "slow":
            time.sleep(self._faults.seconds)
        if not self._is_let_in(request, fault):
            return as_json({"error": "invalid_token"}, 401)
        reply = self._take(request, fault)
        if fault == "error_after":
            return as_json({"error": "timeout"}, 504)
        if fault == "drop_reply":
            reply.cut = True
        if fault == "wrong_json":
            return Reply(b"<html>OK</html>", 200, "application/json")
        return reply

    def _is_let_in(self, request: Request, fault: str) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        with self._lock:
            if fault == "token_expired" and given in self._tokens:
                self._faults.switch(SYSTEM, "none")  # every token ends now, once
                self._tokens.clear()
            return self._tokens.get(given, 0) > time.time()

    def _take(self, request: Request, fault: str) -> Reply:
        sent = request.json()
        key, content = str(sent.get("key") or ""), sent.get("content")
        sha256 = hashlib.sha256(request.body).hexdigest()
        if request.headers.get("x-content-sha256") != sha256:
            return as_json({"error": "the body is not what its hash says"}, 400)
        errors = [{"form": "", "message": "thiếu nội dung"}] if not isinstance(content, dict) else _errors(content)
        if fault == "reject":
            errors.append({"form": "II.06a", "message": "số liệu không khớp với kỳ trước"})
        if not key or errors:
            return as_json({"error": "invalid_report", "errors": errors}, 422)
        with self._lock:
            before = self._taken.get(key)
            if before is not None:
                self._again += 1
                same = before["sha256"] == sha256
                return as_json(before if same else {"error": "the key was used for another content"}, 200 if same else 409)
            self._taken[key] = {"key": key, "sha256": sha256, "receipt": f"BCQG-{len(self._taken) + 1:06d}"}
            return as_json(self._taken[key], 201)

    def _forget(self, request: Request) -> Reply:
        with self._lock:
            self._taken.clear()
            self._again = 0
        return as_json({})

    def _told(self, request: Request) -> Reply:
        with self._lock:
            return as_json({"reports": list(self._taken.values()), "again": self._again})


def _errors(content: Mapping[str, object]) -> list[dict[str, str]]:
    """What is wrong with a report: a part of its head is missing, or a cell is negative."""
    errors = [{"form": "", "message": f"thiếu {name}"} for name in _NEEDED if content.get(name) in (None, "", [])]
    forms = content.get("forms")
    for form in forms if isinstance(forms, list) else []:
        rows = form.get("rows", {}) if isinstance(form, dict) else {}
        for row, cells in rows.items():
            wrong = [column for column, value in cells.items() if isinstance(value, int | float) and value < 0]
            errors += [{"form": str(form.get("code")), "message": f"ô {row}/{column} âm"} for column in wrong]
    return errors
