"""The port `Collector`: what postmen took in cash on delivery, by the day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import httpx
from django.conf import settings

from motcua.connectors.post.rules.message import MOMENT
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Fault
from motcua.onestop.desk.api import COLLECTOR
from motcua.onestop.payments.ports import StatementLine

_TIMEOUT = httpx.Timeout(30.0, connect=3.0)


class CashOnDelivery:
    """The post's account of a day, one line for each envelope with money; every trouble on the way is a Fault."""

    key = COLLECTOR
    name: Mapping[str, str] = {"vi": "Bưu chính thu hộ (COD)", "en": "Public post, cash on delivery"}

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """What the post says it collected on a day."""
        headers = {"Authorization": f"Bearer {settings.PUBLIC_POST['secret']}"}
        address = f"{settings.PUBLIC_POST['url']}/collected"
        try:
            answer = httpx.get(address, params={"day": f"{day:%Y%m%d}"}, headers=headers, timeout=_TIMEOUT)
            answer.raise_for_status()
            lines = answer.json()["Lines"]
            return list(_lines(lines))
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise Fault(f"the account of the post cannot be read: {type(error).__name__}") from error


def _lines(found: Iterable[Mapping[str, Any]]) -> Iterator[StatementLine]:
    for one in found:
        number, amount = one["OrderNumber"], one["CODCollected"]
        if not isinstance(number, str) or not number or not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
            raise ValueError("not a line")
        at = datetime.strptime(str(one["CollectedAt"]), MOMENT).replace(tzinfo=VIETNAM)
        yield StatementLine(number, amount, "paid", str(one["ItemCode"]), at)
