"""What the post holds: orders, how they move on, and the calls back that are still owed."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS parcel (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL UNIQUE, sent TEXT NOT NULL, callback TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', moves_at REAL, step INTEGER NOT NULL,
    shift REAL NOT NULL DEFAULT 0, delivered TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS call (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, body TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due REAL,
    delivered INTEGER NOT NULL DEFAULT 0);
"""
_VIETNAM = timezone(timedelta(hours=7))
_MOMENT = "%Y%m%d%H%M%S"
_MOST_TRIES = 12
_ENDS = {
    "lost": ("lost", "Bưu gửi thất lạc trong quá trình vận chuyển."),
    "returned": ("returned", "Phát ba lần không gặp người nhận."),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A call back that is owed to the product."""

    id: int
    address: str
    body: bytes
    tries: int


class Orders:
    """The post's own small database. `pace` is how many seconds an envelope stays in each state."""

    def __init__(self, path: Path, *, pace: float, now: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._pace, self._now = path, pace, now
        self._lock = threading.Lock()
        with self._open() as database:
            database.executescript(_TABLES)

    def place(self, sent: Mapping[str, object], callback: str) -> tuple[dict[str, object], bool]:
        """Take an order; the same number again answers the order that is there. Returns (order, whether it is new)."""
        number = str(sent["OrderNumber"])
        with self._open() as database:
            known = _find(database, number)
            if known is not None:
                return _shown(known), False
            database.execute(
                "INSERT INTO parcel (number, sent, callback, state, moves_at, step, shift) VALUES (?, ?, ?, 'registered', ?, 1, ?)",
                (number, json.dumps(dict(sent), ensure_ascii=False), callback, self._now() + self._pace, self._shift(sent)),
            )
            made = _find(database, number)
            assert made is not None
            self._owe_call(database, made)
            return _shown(made), True

    def find(self, number: str) -> dict[str, object] | None:
        """An order by its number."""
        with self._open() as database:
            row = _find(database, number)
            return _shown(row) if row is not None else None

    def revoke(self, number: str) -> dict[str, object] | None:
        """Call an order back; once the postman has it, it goes on."""
        with self._open() as database:
            row = _find(database, number)
            if row is not None and row["state"] == "registered":
                row = self._set(database, row, "revoked", "Theo yêu cầu của người gửi.", last=True)
            return _shown(row) if row is not None else None

    def move_on(self, fault: str = "none") -> int:
        """Move every envelope whose time has come one state; `fault` lost or returned decides how the journey ends."""
        with self._open() as database:
            due = database.execute("SELECT * FROM parcel WHERE moves_at IS NOT NULL AND moves_at <= ?", (self._now(),)).fetchall()
            for row in due:
                if row["state"] == "registered":
                    self._set(database, row, "handed_over", "", last=False)
                else:
                    state, reason = _ENDS.get(fault, ("delivered", ""))
                    self._set(database, row, state, reason, last=True)
            return len(due)

    def calls_due(self) -> list[Call]:
        """Calls back that should be tried now, oldest first."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM call WHERE delivered = 0 AND due <= ? ORDER BY id LIMIT 20", (self._now(),))
            return [Call(row["id"], row["address"], row["body"].encode(), row["tries"]) for row in rows]

    def call_answered(self, call: Call, *, delivered: bool) -> None:
        """Note how a call went; a failed one is tried again, each time later, at most a dozen times."""
        due = None if delivered or call.tries + 1 >= _MOST_TRIES else self._now() + min(2.0 ** min(call.tries, 8) * 0.5, 60.0)
        with self._open() as database:
            database.execute("UPDATE call SET delivered = ?, tries = tries + 1, due = ? WHERE id = ?", (int(delivered), due, call.id))

    def collected(self, day: str) -> list[dict[str, object]]:
        """What postmen took on a day (yyyyMMdd) in the legal time of the customer."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM parcel WHERE delivered LIKE ? ORDER BY delivered, id", (f"{day}%",)).fetchall()
        shown = [{**_shown(row), "CollectedAt": row["delivered"]} for row in rows]
        return [one for one in shown if one["CODCollected"]]

    def listed(self) -> list[dict[str, object]]:
        """The latest orders."""
        with self._open() as database:
            return [_shown(row) for row in database.execute("SELECT * FROM parcel ORDER BY id DESC LIMIT 50")]

    def _set(self, database: sqlite3.Connection, row: sqlite3.Row, state: str, reason: str, *, last: bool) -> sqlite3.Row:
        moves_at = None if last else self._now() + self._pace
        database.execute(
            "UPDATE parcel SET state = ?, reason = ?, moves_at = ?, step = step + 1 WHERE id = ?", (state, reason, moves_at, row["id"])
        )
        if state == "delivered":
            moment = datetime.fromtimestamp(self._now() + row["shift"], _VIETNAM).strftime(_MOMENT)
            database.execute("UPDATE parcel SET delivered = ? WHERE id = ?", (moment, row["id"]))
        fresh = _find(database, row["number"])
        assert fresh is not None
        self._owe_call(database, fresh)
        return fresh

    def _shift(self, sent: Mapping[str, object]) -> float:
        """How far the customer's clock is from ours: it may live in another year."""
        told = str(sent.get("OrderTime") or "")
        return datetime.strptime(told, _MOMENT).replace(tzinfo=_VIETNAM).timestamp() - self._now() if told else 0.0

    def _owe_call(self, database: sqlite3.Connection, row: sqlite3.Row) -> None:
        if row["callback"]:
            body = json.dumps(_shown(row), ensure_ascii=False)
            database.execute("INSERT INTO call (address, body, due) VALUES (?, ?, ?)", (row["callback"], body, self._now()))

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


def _find(database: sqlite3.Connection, number: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = database.execute("SELECT * FROM parcel WHERE number = ?", (number,)).fetchone()
    return found


def _shown(row: sqlite3.Row) -> dict[str, object]:
    sent = json.loads(row["sent"])
    return {
        "OrderNumber": row["number"],
        "ItemCode": f"BC{row['id']:09d}VN",
        "Status": row["state"],
        "Step": row["step"],
        "Reason": row["reason"],
        "CODAmount": sent.get("CODAmount", 0),
        "CODCollected": sent.get("CODAmount", 0) if row["state"] == "delivered" else 0,
    }
