"""What tests of money share: a dossier that owes a fee, and gateways inside the process that do what a test says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from motcua.kernel.errors import Fault
from motcua.onestop.dossiers.api import Dossier, save_answers, start_draft, submit_dossier
from motcua.onestop.payments import ports
from motcua.onestop.payments.ports import Order, RefundOrder, Report, StatementLine
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
OWED = 16_000
ANSWERS = {
    "loai_trich_luc": "khai_sinh",
    "tu_cach": "chinh_minh",
    "noi_dang_ky": "Ủy ban nhân dân phường Điện Biên",
    "so_luong": 2,
    "mien_phi": "khong",
    "cam_doan": True,
}
Owing = Callable[[], Dossier]


def submitted(office: Office, **answers: object) -> Dossier:
    """A dossier sent by a citizen that owes `OWED` đồng before it is received."""
    citizen = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=citizen)
    save_answers(draft.key, values={**ANSWERS, **answers}, page="yeu_cau", actor=citizen)
    return submit_dossier(draft.key, actor=citizen)


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
        self.slow = False

    def start(self, order: Order) -> str:
        """Takes every order."""
        self._answer()
        self.orders[order.reference] = order
        return f"http://127.0.0.1:8100/{self.key}/{order.reference}"

    def ask(self, reference: str, moment: datetime) -> Report:
        """What the test said, or that it waits."""
        self._answer()
        return self.reports.get(reference) or Report(reference, "pending" if reference in self.orders else "unknown", 0)

    def give_back(self, refund: RefundOrder) -> bool:
        """Gives back, unless it is slow."""
        self._answer()
        self.refunds[refund.reference] = refund
        return not self.slow

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """The lines of the test."""
        self._answer()
        return list(self.lines)

    def _answer(self) -> None:
        if self.down:
            raise Fault("down")


class FakeTreasury:
    """Credits what the test put into `credited`."""

    def __init__(self) -> None:
        self.credited: list[StatementLine] = []

    def statement(self, day: date, gateway: str) -> Iterable[StatementLine]:
        """The credits of the test."""
        return list(self.credited)


@contextmanager
def joined_gateways() -> Iterator[tuple[dict[str, FakeGateway], FakeTreasury]]:
    """Two gateways and a treasury in place of the real ones, until the end of the block."""
    before = ports._joined
    gateways, treasury = {key: FakeGateway(key) for key in ("paygov", "vnpt_pay")}, FakeTreasury()
    ports._joined = ports._Joined()
    for gateway in gateways.values():
        ports.use_gateway(gateway)
    ports.use_treasury(treasury)
    try:
        yield gateways, treasury
    finally:
        ports._joined = before


@pytest.fixture
def joined() -> Iterator[dict[str, FakeGateway]]:
    """The gateways of `joined_gateways`."""
    with joined_gateways() as (gateways, _treasury):
        yield gateways


@pytest.fixture
def owing(office: Office, joined: dict[str, FakeGateway]) -> Owing:
    """Makes dossiers that owe a fee."""
    return lambda: submitted(office)
