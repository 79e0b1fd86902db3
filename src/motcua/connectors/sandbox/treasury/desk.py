"""The treasury's daily credit statements: what the gateways paid over, by reference."""

import hmac

from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.till import Till
from motcua.connectors.sandbox.web import Application, Reply, Request, as_json


class TreasuryDesk:
    """Credits every payment of a gateway on its day, unless told to misbehave."""

    def __init__(self, till: Till, *, secret: str, faults: Misbehaviour) -> None:
        self._till, self._secret, self._faults = till, secret.encode(), faults

    def attach(self, app: Application) -> None:
        """Add the address below /treasury."""
        app.route("GET", "/treasury/statement", self._statement)

    def _statement(self, request: Request) -> Reply:
        fault = self._faults.of("treasury")
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        if fault == "down":
            return as_json({"error": "temporarily_unavailable"}, 503)
        if not hmac.compare_digest(given, self._secret):
            return as_json({"error": "unauthorized"}, 401)
        lines = self._till.day(request.query.get("partner", ""), request.query.get("day", ""))
        credited = [line for line in lines if line[2] == "PAY"]
        if fault == "not_credited":
            credited = credited[1:]
        rows = ["content,credit,voucher", *(f"{line[0]},{line[1]},KB{number:06d}" for number, line in enumerate(credited, 1))]
        return Reply("".join(f"{row}\r\n" for row in rows).encode(), media_type="text/csv; charset=utf-8")
