"""PayGov asks the product for the receipt of what was paid (GET_BILL): forged or told twice on request."""

import base64
import hmac
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import httpx

from motcua.connectors.sandbox.web import Application, Reply, Request, as_json

_GET_BILL = ("LoaiBanTin", "MaDoiTac", "MaYeuCau", "MaThamChieu", "MaHoSo", "ThoiGianGD")
_BILL = ("MaLoi", "MaDoiTac", "MaYeuCau", "MaHoSo", "TongSoTien", "MaBam", "ThoiGianGD")
_VIETNAM = timezone(timedelta(hours=7))


class BillCounter:
    """At `POST /paygov/hoi-bien-lai` {"MaThamChieu": …} or {"MaHoSo": …}; answers what came back and whether it proves itself."""

    def __init__(self, *, address: str, secret: str, fault: Callable[[], str]) -> None:
        self._address, self._secret, self._fault = address, secret, fault

    def attach(self, app: Application) -> None:
        """Add the address."""
        app.route("POST", "/paygov/hoi-bien-lai", self._asked)

    def _asked(self, request: Request) -> Reply:
        sent = request.json()
        question: dict[str, object] = {
            "LoaiBanTin": "GET_BILL",
            "MaDoiTac": "MOTCUA-THANHHOA",
            "MaYeuCau": secrets.token_hex(16),
            "MaThamChieu": str(sent.get("MaThamChieu", "")),
            "MaHoSo": str(sent.get("MaHoSo", "")),
            "ThoiGianGD": datetime.now(UTC).astimezone(_VIETNAM).strftime("%Y%m%d%H%M%S"),
        }
        question["MaXacThuc"] = self._sum(question, _GET_BILL)
        fault = self._fault()
        if fault == "forged":
            question["MaXacThuc"] = str(question["MaXacThuc"])[::-1]
        try:
            answers = [self._tell(question) for _ in range(2 if fault == "double" else 1)]
        except (httpx.HTTPError, ValueError) as error:
            return as_json({"error": type(error).__name__}, 502)
        return as_json({"answers": answers})

    def _tell(self, question: Mapping[str, object]) -> dict[str, object]:
        reply = httpx.post(self._address, json=dict(question), timeout=15)
        answer = json.loads(reply.content or b"{}")
        files = [base64.b64decode(one["NoiDungTep"]) for one in answer.get("DSBienLai", [])]
        digests = ",".join(sha256(file).hexdigest() for file in files)
        genuine = hmac.compare_digest(str(answer.get("MaXacThuc", "")), self._sum(answer, _BILL)) and digests == answer.get("MaBam")
        return {"status": reply.status_code, "genuine": genuine, "pdf": [file[:5].decode("latin-1") for file in files], "answer": answer}

    def _sum(self, message: Mapping[str, object], order: Sequence[str]) -> str:
        return sha256("|".join([*(str(message.get(name, "")) for name in order), self._secret]).encode()).hexdigest()
