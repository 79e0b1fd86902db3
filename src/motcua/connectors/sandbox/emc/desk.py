"""Takes the days we push, and says what it has of them: the same, unless told to misbehave."""

import hmac
import threading
import time
from typing import Any

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.web import Application, Reply, Request, as_json

_MEASURES = {"visits", "transactions"}


class MeasurementDesk:
    """Keeps each day in memory, the newest delivery of it."""

    def __init__(self, *, secret: str, faults: Misbehaviour) -> None:
        self._secret, self._faults = secret.encode(), faults
        self._lock = threading.Lock()
        self._days: dict[str, list[dict[str, Any]]] = {}

    def attach(self, app: Application) -> None:
        """Add the addresses below /emc."""
        app.route("POST", "/emc/days/{day}", self._take)
        app.route("GET", "/emc/days/{day}", self._tell)

    def _take(self, request: Request) -> Reply:
        stopped = self._stop(request)
        if stopped is not None:
            return stopped
        rows = request.json().get("counts")
        rows = rows if isinstance(rows, list) else []
        good = [row for row in rows if isinstance(row, dict) and row.get("measure") in _MEASURES and isinstance(row.get("amount"), int)]
        with self._lock:
            self._days[request.parts["day"]] = good
        return as_json({"taken": len(good)})

    def _tell(self, request: Request) -> Reply:
        stopped = self._stop(request)
        if stopped is not None:
            return stopped
        with self._lock:
            rows = list(self._days.get(request.parts["day"], []))
        fault = self._faults.of("emc")
        if fault == "miscount":
            rows = [{**row, "amount": row["amount"] * 9 // 10} for row in rows]
        elif fault == "forget":
            rows = rows[1:]
        return as_json({"counts": [{**row, "amount": "many"} for row in rows] if fault == "wrong_json" else rows})

    def _stop(self, request: Request) -> Reply | None:
        fault = self._faults.of("emc")
        if fault == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        if fault == "slow":
            time.sleep(self._faults.seconds)
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        return None if hmac.compare_digest(given, self._secret) else as_json({"error": "unauthorized"}, 401)
