"""The port `Treasury`: daily credit statements as CSV over HTTP."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

import httpx
from django.conf import settings

from motcua.kernel.errors import Fault
from motcua.onestop.payments.ports import StatementLine

_TIMEOUT = httpx.Timeout(60.0, connect=3.0)
_LARGEST = 64 * 1024 * 1024


class HttpTreasury:
    """Fetches what was credited to the province's accounts."""

    def statement(self, day: date, gateway: str) -> Iterable[StatementLine]:
        """Credits of a day by reference; every trouble on the way is a Fault."""
        headers = {"Authorization": f"Bearer {settings.TREASURY['secret']}"}
        asked = {"day": f"{day:%Y%m%d}", "partner": gateway}
        try:
            answer = httpx.get(f"{settings.TREASURY['url']}/statement", params=asked, headers=headers, timeout=_TIMEOUT)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise Fault(f"the statement did not come: {type(error).__name__}") from error
        if len(answer.content) > _LARGEST:
            raise Fault("the statement is too large")
        return _lines(answer.text)


def _lines(text: str) -> Iterator[StatementLine]:
    for row in csv.DictReader(io.StringIO(text)):
        amount = row.get("credit") or ""
        if not (amount.isascii() and amount.isdigit() and len(amount) <= 15 and row.get("content")):
            raise Fault("a line of the statement cannot be read")
        yield StatementLine(row["content"], int(amount), "paid", row.get("voucher") or "")
