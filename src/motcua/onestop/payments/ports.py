"""What payments need from other systems: gateways that take money, and the treasury that keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

Outcome = Literal["paid", "failed", "pending", "unknown"]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One fee or charge of an order; `kind` is fee, charge or obligation, the amount is in đồng."""

    key: str
    kind: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a gateway needs to take a payment. `moment` is legal time; the reference is unique and never used again."""

    reference: str
    amount: int
    lines: tuple[OrderLine, ...]
    dossier_code: str
    procedure_code: str
    procedure_name: str
    collector_code: str
    collector_name: str
    payer_name: str
    payer_number: str
    payer_address: str
    moment: datetime
    return_url: str
    client_address: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a gateway says of a payment; `at` is its own moment in the time zone of Viet Nam, where it told one."""

    reference: str
    outcome: Outcome
    amount: int
    gateway_code: str = ""
    bank: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """Money to go back: the gateway does it once per `reference`, however often it is told."""

    reference: str
    payment_reference: str
    amount: int
    reason: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a settlement or of a treasury statement; the status is `paid` or `refunded`."""

    reference: str
    amount: int
    status: str
    gateway_code: str = ""
    at: datetime | None = None


class Gateway(Protocol):
    """A payment gateway. Trouble on the way is a `Fault`; a refusal in words is a `Conflict`."""

    key: str
    name: Mapping[str, str]

    def start(self, order: Order) -> str:
        """Announce a payment; the address of the page where the payer goes on. The same reference twice is one payment."""

    def ask(self, reference: str, moment: datetime) -> Report:
        """What became of a payment; `unknown` when the gateway never heard of it."""

    def give_back(self, refund: RefundOrder) -> bool:
        """Order a refund: True when the money is on its way back, False when the gateway still works on it."""

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """The file of a day, line by line; a `Fault` when there is none yet."""


class Collector(Protocol):
    """Who takes cash in our name elsewhere, as the postman does with cash on delivery, and accounts for it day by day."""

    key: str
    name: Mapping[str, str]

    def settlement(self, day: date) -> Iterable[StatementLine]:
        """What was taken on a day, line by line; a `Fault` when there is no account yet."""


class Treasury(Protocol):
    """The State Treasury: what was credited on a day for a gateway's payments."""

    def statement(self, day: date, gateway: str) -> Iterable[StatementLine]:
        """Credits by reference, line by line; a `Fault` when there is no statement yet."""


@dataclass(slots=True)
class _Joined:
    gateways: dict[str, Gateway] = field(default_factory=dict)
    collectors: dict[str, Collector] = field(default_factory=dict)
    treasury: Treasury | None = None


_joined = _Joined()


def use_gateway(gateway: Gateway) -> None:
    """Wiring: one more way to pay online; the same key again replaces it."""
    _joined.gateways[gateway.key] = gateway


def use_collector(collector: Collector) -> None:
    """Wiring: one more who takes cash in our name; the same key again replaces it."""
    _joined.collectors[collector.key] = collector


def use_treasury(treasury: Treasury | None) -> None:
    """Wiring: who tells what the treasury credited."""
    _joined.treasury = treasury


def gateways() -> Mapping[str, Gateway]:
    """Every way to pay online by its key, in the order of the wiring."""
    return dict(_joined.gateways)


def partners() -> Mapping[str, Gateway | Collector]:
    """Everybody whose days are reconciled: gateways, then collectors."""
    return {**_joined.gateways, **_joined.collectors}


def treasury() -> Treasury | None:
    """The connector to the treasury, or None where there is none: then two sides are reconciled."""
    return _joined.treasury
