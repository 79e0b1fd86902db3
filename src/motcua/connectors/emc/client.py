"""The port `Ministry` over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import httpx
from django.conf import settings

from motcua.insight.measurement.ports import Count, Measured
from motcua.kernel.errors import Fault

_TIMEOUT = httpx.Timeout(15.0, connect=3.0)
_MOST = 1000


class HttpMinistry:
    """Speaks JSON; every trouble on the way is a Fault."""

    def push(self, day: date, counts: Sequence[Count]) -> None:
        """Hand over a day."""
        rows = [{"system": one.system, "measure": one.measure, "amount": one.amount} for one in counts]
        answer = self._ask("POST", day, {"site": settings.EMC["site"], "counts": rows})
        if answer.get("taken") != len(rows):
            raise Fault("the ministry did not take the whole day")

    def counts(self, day: date) -> Mapping[Measured, int]:
        """What the ministry has of a day."""
        rows = self._ask("GET", day).get("counts")
        if not isinstance(rows, list) or len(rows) > _MOST:
            raise Fault("the ministry's counts cannot be read")
        return dict(_read(row) for row in rows)

    def _ask(self, method: str, day: date, body: object = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {settings.EMC['secret']}"}
        try:
            answer = httpx.request(method, f"{settings.EMC['url']}/days/{day.isoformat()}", json=body, headers=headers, timeout=_TIMEOUT)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Fault(f"the ministry's system did not answer: {type(error).__name__}") from error
        if not isinstance(found, dict):
            raise Fault("the ministry's answer cannot be read")
        return found


def _read(row: object) -> tuple[Measured, int]:
    if isinstance(row, dict):
        system, measure, amount = row.get("system"), row.get("measure"), row.get("amount")
        if isinstance(system, str) and isinstance(measure, str) and type(amount) is int and 0 <= amount < 10**15:
            return (system, measure), amount
    raise Fault("a count of the ministry cannot be read")
