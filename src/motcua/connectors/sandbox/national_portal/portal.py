"""The portal's addresses: tokens, services of the exchange, and pages where a person files a dossier."""

import base64
import hmac
import itertools
import secrets
import threading
import time
from collections.abc import Callable, Mapping

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.national_portal.counter import with_addresses
from motcua.connectors.sandbox.national_portal.ledger import Ledger, Outcome, stamp
from motcua.connectors.sandbox.web import Application, BadRequestError, Reply, Request, as_json

_TOKEN_SECONDS = 300
Service = Callable[[Mapping[str, object]], dict[str, object]]


class NationalPortalDesk:
    """Takes messages in, answers questions; misbehaves on request."""

    def __init__(self, ledger: Ledger, *, client_id: str, secret: str, faults: Misbehaviour) -> None:
        self.ledger = ledger
        self._client = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self._faults = faults
        self._tokens: dict[str, float] = {}
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._services: dict[str, Service] = {
            "DongBoHoSoMC": self._take,
            "CapNhatTienDoHoSoMC": self._take,
            "TraCuuHoSo": self._look_up,
            "LayDanhSachTTHC": lambda asked: {"result": [_short(record) for record in ledger.procedures()]},
            "LayThuTuc": self._procedure,
            "DongBoTTHC": lambda asked: {"result": ledger.put_procedures(_items(asked))},
            "LayHoSoTrucTuyen": lambda asked: {
                "result": [with_addresses(filing, str(asked["base"])) for filing in ledger.filings(waiting=True)]
            },
            "XacNhanHoSo": self._confirm,
        }

    def attach(self, app: Application) -> None:
        """Add the addresses of the exchange below /national-portal."""
        app.route("POST", "/national-portal/oauth2/token", self._token)
        app.route("POST", "/national-portal/api/{service}", self._serve)
        app.route("GET", "/national-portal/files/{number}", self._file)
        app.route("GET", "/national-portal/effects", lambda request: as_json(self.ledger.effects()))
        app.route("POST", "/national-portal/forget/{code}", self._forget)

    def _token(self, request: Request) -> Reply:
        fault = self._faults.of("national_portal")
        if fault == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        given = request.headers.get("authorization", "").removeprefix("Basic ")
        if not hmac.compare_digest(given.encode(), self._client.encode()) or request.form.get("grant_type") != "client_credentials":
            return as_json({"error": "invalid_client"}, 401)
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._tokens = {known: until for known, until in self._tokens.items() if until > time.time()}
            self._tokens[token] = time.time() + _TOKEN_SECONDS
        return as_json({"access_token": token, "token_type": "Bearer", "expires_in": _TOKEN_SECONDS})

    def _is_let_in(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        with self._lock:
            if self._faults.of("national_portal") == "token_expired" and given in self._tokens:
                self._faults.switch("national_portal", "none")  # every token ends now, once
                self._tokens.clear()
            return self._tokens.get(given, 0) > time.time()

    def _serve(self, request: Request) -> Reply:
        fault = self._faults.of("national_portal")
        if fault == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        if fault == "slow":
            time.sleep(self._faults.seconds)
        if not self._is_let_in(request):
            return as_json({"error": "invalid_token"}, 401)
        service = self._services.get(request.parts["service"])
        if service is None:
            return self._reply({"error_code": "9", "message": "Không có dịch vụ này"})
        asked = request.json()
        if fault == "reject_half" and request.parts["service"] in {"DongBoHoSoMC", "CapNhatTienDoHoSoMC"}:
            return self._reply({"error_code": "0", "result": self._half(asked)})
        answer = self._reply({"error_code": "0", **service({**asked, "service": request.parts["service"], "base": request.base})})
        if fault == "error_after":
            return as_json({"error": "internal"}, 500)
        if fault == "wrong_json":
            return Reply(answer.body[: len(answer.body) // 2], media_type="application/json")
        if fault == "drop_reply":
            answer.cut = True
        return answer

    def _reply(self, content: Mapping[str, object]) -> Reply:
        number = f"GD{int(time.time())}{next(self._numbers):06d}"
        return as_json({"MaGiaoDich": number, "ThoiGian": stamp(time.time()), "message": "", **content})

    def _take(self, asked: Mapping[str, object]) -> dict[str, object]:
        return {"result": self.ledger.take(str(asked["service"]), _items(asked))}

    def _half(self, asked: Mapping[str, object]) -> list[Outcome]:
        """Every second item is refused, by its place in the batch."""
        items = _items(asked)
        taken = self.ledger.take(str(asked.get("service")), items[::2])
        refused = [
            {"MaThongDiep": str(item.get("MaThongDiep", "")), "error_code": "5", "message": "Hệ thống bận, gửi lại sau"}
            for item in items[1::2]
        ]
        return [*taken, *refused]

    def _look_up(self, asked: Mapping[str, object]) -> dict[str, object]:
        code = str(asked.get("MaHoSo") or "")
        if code:
            found = self.ledger.dossier(code)
            return {"result": [found] if found else []}
        first, last, after = (str(asked.get(name) or "") for name in ("TuNgay", "DenNgay", "SauMaHoSo"))
        if not (first.isdigit() and last.isdigit() and len(first) == len(last) == 8):
            raise BadRequestError("TuNgay and DenNgay are days, yyyyMMdd")
        return {"result": self.ledger.dossiers(first, last, after)}

    def _procedure(self, asked: Mapping[str, object]) -> dict[str, object]:
        code = str(asked.get("MATTHC") or "")
        return {"result": [record for record in self.ledger.procedures() if record.get("MATTHC") == code]}

    def _confirm(self, asked: Mapping[str, object]) -> dict[str, object]:
        outcomes = []
        for item in _items(asked):
            code, state = str(item.get("MaHoSoQuocGia") or ""), str(item.get("TrangThai") or "")
            known = state in {"taken_in", "refused"} and self.ledger.answer_filing(
                code, state, str(item.get("MaHoSo") or ""), str(item.get("LyDo") or "")
            )
            outcomes.append({"MaThongDiep": code, "error_code": "0" if known else "6", "message": "" if known else "Không có hồ sơ này"})
        return {"result": outcomes}

    def _file(self, request: Request) -> Reply:
        if not self._is_let_in(request):
            return as_json({"error": "invalid_token"}, 401)
        number = request.parts["number"]
        body = self.ledger.read_file(int(number)) if number.isascii() and number.isdigit() and len(number) < 12 else None
        return Reply(body, media_type="application/octet-stream") if body is not None else as_json({"error": "not_found"}, 404)

    def _forget(self, request: Request) -> Reply:
        self.ledger.forget(request.parts["code"])
        return as_json({})


def _items(asked: Mapping[str, object]) -> list[dict[str, object]]:
    items = asked.get("data")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadRequestError("data must be a list of objects")
    return items


def _short(record: Mapping[str, object]) -> dict[str, object]:
    return {name: record.get(name) for name in ("MATTHC", "TENTTHC", "LINHVUCTHUCHIEN", "CAPTHUCHIEN", "TRANGTHAI")}
