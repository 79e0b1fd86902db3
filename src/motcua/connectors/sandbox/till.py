"""What the payment stand-ins hold: payments, refunds, calls back that are owed; one small database for all of them."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS payment (
    number INTEGER PRIMARY KEY AUTOINCREMENT, gateway TEXT NOT NULL, reference TEXT NOT NULL, amount INTEGER NOT NULL, about TEXT NOT NULL,
    bill TEXT NOT NULL, shift REAL NOT NULL, return_url TEXT NOT NULL, callback TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'open',
    at REAL, UNIQUE (gateway, reference));
CREATE TABLE IF NOT EXISTS refund (
    number INTEGER PRIMARY KEY AUTOINCREMENT, gateway TEXT NOT NULL, reference TEXT NOT NULL UNIQUE, payment TEXT NOT NULL,
    amount INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS call (
    id INTEGER PRIMARY KEY AUTOINCREMENT, gateway TEXT NOT NULL, address TEXT NOT NULL, body TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due REAL, delivered INTEGER NOT NULL DEFAULT 0);
"""
_MOST_TRIES = 10
_VIETNAM = timezone(timedelta(hours=7))
_MOMENT = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; `status` is open, paid, failed or cancelled. `at` is when that was, in the payer's legal time."""

    number: int
    gateway: str
    reference: str
    amount: int
    about: str
    bill: str
    return_url: str
    callback: str
    status: str
    moment: str

    @property
    def code(self) -> str:
        """The gateway's own number of the transaction."""
        return f"{self.gateway.upper()}{self.number:09d}"


@dataclass(frozen=True, slots=True)
class Call:
    """A call back that is owed."""

    id: int
    gateway: str
    address: str
    body: str
    tries: int


class Till:
    """Payments of every gateway. The product may live in another year: each payment keeps how far its clock is from ours."""

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._now, self._lock = path, now, threading.Lock()
        with self._open() as database:
            database.executescript(_TABLES)

    def open_payment(
        self, gateway: str, reference: str, *, amount: int, about: str, bill: str, moment: str, return_url: str, callback: str
    ) -> Payment:
        """Announce a payment; the same reference again answers the one that is there. Raises ValueError for another amount."""
        shift = _seconds(moment) - self._now() if moment else 0.0
        with self._open() as database:
            database.execute(
                "INSERT INTO payment (gateway, reference, amount, about, bill, shift, return_url, callback) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (gateway, reference, amount, about, bill, shift, return_url, callback),
            )
            found = _row(database, gateway, reference)
        if found is None or found.amount != amount:
            raise ValueError("the reference stands for another amount")
        return found

    def find(self, gateway: str, reference: str) -> Payment | None:
        """A payment by its reference."""
        with self._open() as database:
            return _row(database, gateway, reference)

    def end(self, gateway: str, reference: str, status: str) -> Payment | None:
        """The payer decided: paid, failed or cancelled. Who has paid has paid."""
        with self._open() as database:
            database.execute(
                "UPDATE payment SET status = ?, at = ? + shift WHERE gateway = ? AND reference = ? AND status <> 'paid'",
                (status, self._now(), gateway, reference),
            )
            return _row(database, gateway, reference)

    def give_back(self, gateway: str, reference: str, payment: Payment, amount: int) -> bool:
        """Order a refund, once per reference; False when more would go back than was paid."""
        with self._open() as database:
            known = database.execute("SELECT amount FROM refund WHERE reference = ?", (reference,)).fetchone()
            if known is not None:
                return bool(known["amount"] == amount)
            back = database.execute("SELECT COALESCE(SUM(amount), 0) AS back FROM refund WHERE payment = ?", (payment.reference,))
            if payment.status != "paid" or back.fetchone()["back"] + amount > payment.amount:
                return False
            database.execute(
                "INSERT INTO refund (gateway, reference, payment, amount, at) SELECT ?, ?, ?, ?, ? + shift FROM payment WHERE number = ?",
                (gateway, reference, payment.reference, amount, self._now(), payment.number),
            )
            return True

    def day(self, gateway: str, day: str) -> list[tuple[str, int, str, str, str]]:
        """Lines of a day (yyyyMMdd): reference, amount, PAY or REFUND, code, moment; in the order in which they happened."""
        begin = _seconds(f"{day}000000")
        span = (gateway, begin, begin + 86_400)
        with self._open() as database:
            paid = database.execute(
                "SELECT * FROM payment WHERE gateway = ? AND status = 'paid' AND at >= ? AND at < ? ORDER BY at", span
            ).fetchall()
            back = database.execute("SELECT * FROM refund WHERE gateway = ? AND at >= ? AND at < ? ORDER BY at", span).fetchall()
        return [
            *((row["reference"], row["amount"], "PAY", f"{gateway.upper()}{row['number']:09d}", _text(row["at"])) for row in paid),
            *((row["reference"], row["amount"], "REFUND", f"{gateway.upper()}H{row['number']:08d}", _text(row["at"])) for row in back),
        ]

    def owe_call(self, gateway: str, address: str, body: str, *, after: float = 0.0) -> None:
        """Owe a call back, due after so many seconds."""
        if address:
            with self._open() as database:
                database.execute(
                    "INSERT INTO call (gateway, address, body, due) VALUES (?, ?, ?, ?)", (gateway, address, body, self._now() + after)
                )

    def calls_due(self, gateway: str) -> list[Call]:
        """Calls that should be made now, oldest first."""
        with self._open() as database:
            rows = database.execute(
                "SELECT * FROM call WHERE gateway = ? AND delivered = 0 AND due <= ? ORDER BY id LIMIT 20", (gateway, self._now())
            ).fetchall()
        return [Call(row["id"], row["gateway"], row["address"], row["body"], row["tries"]) for row in rows]

    def call_answered(self, call: Call, *, delivered: bool) -> None:
        """Note how a call went; a failed one is made again, each time later."""
        due = None if delivered or call.tries + 1 >= _MOST_TRIES else self._now() + min(0.5 * 2.0**call.tries, 60.0)
        with self._open() as database:
            database.execute("UPDATE call SET delivered = ?, tries = tries + 1, due = ? WHERE id = ?", (int(delivered), due, call.id))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            database = sqlite3.connect(self._path, timeout=10)
            database.row_factory = sqlite3.Row
            try:
                with database:
                    yield database
            finally:
                database.close()


def _row(database: sqlite3.Connection, gateway: str, reference: str) -> Payment | None:
    row = database.execute("SELECT * FROM payment WHERE gateway = ? AND reference = ?", (gateway, reference)).fetchone()
    if row is None:
        return None
    moment = _text(row["at"]) if row["at"] is not None else ""
    names = ("number", "gateway", "reference", "amount", "about", "bill", "return_url", "callback", "status")
    return Payment(**{name: row[name] for name in names}, moment=moment)


def _seconds(moment: str) -> float:
    return datetime.strptime(moment, _MOMENT).replace(tzinfo=_VIETNAM).timestamp()


def _text(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone(_VIETNAM).strftime(_MOMENT)
