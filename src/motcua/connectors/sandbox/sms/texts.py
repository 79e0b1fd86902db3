"""Text messages at the stand-in gateway and the reports it owes."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS text (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, sender TEXT NOT NULL,
    body TEXT NOT NULL, state TEXT NOT NULL, at REAL NOT NULL, asked INTEGER NOT NULL DEFAULT 1, callback TEXT NOT NULL, moves_at REAL);
CREATE TABLE IF NOT EXISTS report (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, body TEXT NOT NULL, due REAL, tries INTEGER NOT NULL DEFAULT 0);
"""
_MOST_TRIES = 8
UNREACHABLE = "999"  # numbers that end so are never reached


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is owed to the product."""

    id: int
    address: str
    body: bytes
    tries: int


class Texts:
    """The gateway's own small database; a message is delivered `pace` seconds after it was taken."""

    def __init__(self, path: Path, *, pace: float) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._pace, self._lock = path, pace, threading.Lock()
        with self._open() as database:
            database.executescript(_TABLES)

    def take(self, *, reference: str, recipient: str, sender: str, body: str, callback: str) -> tuple[dict[str, object], bool]:
        """Take a message; the same reference again is the same message. Returns (message, whether it is new)."""
        now = time.time()
        with self._open() as database:
            added = database.execute(
                "INSERT INTO text (reference, recipient, sender, body, state, at, callback, moves_at) "
                "VALUES (?, ?, ?, ?, 'accepted', ?, ?, ?) ON CONFLICT (reference) DO UPDATE SET asked = asked + 1",
                (reference, recipient, sender, body, now, callback, now + self._pace),
            )
            row = database.execute("SELECT * FROM text WHERE reference = ?", (reference,)).fetchone()
            return dict(row), added.rowcount == 1 and row["asked"] == 1

    def find(self, reference: str) -> dict[str, object] | None:
        """One message by the product's reference."""
        with self._open() as database:
            row = database.execute("SELECT * FROM text WHERE reference = ?", (reference,)).fetchone()
            return dict(row) if row is not None else None

    def listed(self, recipient: str = "") -> list[dict[str, object]]:
        """The latest messages, of one number or of all."""
        where, values = ("WHERE recipient = ?", (recipient,)) if recipient else ("", ())
        with self._open() as database:
            rows = database.execute(f"SELECT * FROM text {where} ORDER BY number DESC LIMIT 100", values)  # noqa: S608 -- a constant
            return [dict(row) for row in rows]

    def move_on(self, *, reports: int) -> None:
        """Deliver what is due and owe so many reports for each (1; 0 when they get lost, 2 when they come twice)."""
        with self._open() as database:
            for row in database.execute("SELECT * FROM text WHERE moves_at IS NOT NULL AND moves_at <= ?", (time.time(),)).fetchall():
                state = "undelivered" if row["recipient"].endswith(UNREACHABLE) else "delivered"
                database.execute("UPDATE text SET state = ?, moves_at = NULL WHERE number = ?", (state, row["number"]))
                told = json.dumps({"reference": row["reference"], "state": state, "reason": "" if state == "delivered" else "unreachable"})
                for _ in range(reports if row["callback"] else 0):
                    database.execute("INSERT INTO report (address, body, due) VALUES (?, ?, ?)", (row["callback"], told, time.time()))

    def owed(self) -> list[Owed]:
        """Reports to be tried now, oldest first."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM report WHERE due <= ? ORDER BY id LIMIT 20", (time.time(),))
            return [Owed(row["id"], row["address"], row["body"].encode(), row["tries"]) for row in rows]

    def answered(self, owed: Owed, *, taken: bool) -> None:
        """Note how a report went; a failed one is tried again, each time later."""
        due = None if taken or owed.tries + 1 >= _MOST_TRIES else time.time() + min(0.5 * 2.0**owed.tries, 60.0)
        with self._open() as database:
            database.execute("UPDATE report SET tries = tries + 1, due = ? WHERE id = ?", (due, owed.id))

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
