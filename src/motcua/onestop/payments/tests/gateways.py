"""Stand-ins inside the process for tests of the rules of money; the real protocols are tested with the connectors."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from motcua.kernel.errors import Fault
from motcua.onestop.payments.ports import Order, RefundOrder, Report, StatementLine


class FakeGateway:
    """Knows what it was told; answers what the test put into `reports`."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.name: Mapping[str, str] = {"vi": key, "en": key}
        self.orders: dict[str, Order] = {}
        self.reports: dict[str, Report] = {}
        self.refunds: dict[str, RefundOrder] = {}
        self.lines: list[StatementLine] = []
        self.down = False

    def start(self, order: Order) -> str:
        self._answer()
        self.orders[order.reference] = order
        return f"http://127.0.0.1:8100/{self.key}/{order.reference}"

    def ask(self, reference: str, moment: datetime) -> Report:
        self._answer()
        return self.reports.get(reference) or Report(reference, "pending" if reference in self.orders else "unknown", 0)

    def give_back(self, refund: RefundOrder) -> bool:
        self._answer()
        self.refunds[refund.reference] = refund
        return True

    def settlement(self, day: date) -> Iterable[StatementLine]:
        self._answer()
        return list(self.lines)

    def _answer(self) -> None:
        if self.down:
            raise Fault("down")


class FakeTreasury:
    """Credits what the test put into `credits`."""

    def __init__(self) -> None:
        self.credits: list[StatementLine] = []

    def statement(self, day: date, gateway: str) -> Iterable[StatementLine]:
        return list(self.credits)
