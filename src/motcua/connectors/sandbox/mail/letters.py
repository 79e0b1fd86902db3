"""The mail that arrived at the stand-in: kept in a small file, one letter per Message-ID and recipient."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS letter (
    number INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, recipient TEXT NOT NULL, sender TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL, at REAL NOT NULL, copies INTEGER NOT NULL DEFAULT 1, UNIQUE (message_id, recipient));
CREATE TABLE IF NOT EXISTS knocked (sender TEXT NOT NULL, recipient TEXT NOT NULL, message_id TEXT NOT NULL, at REAL NOT NULL,
    UNIQUE (sender, recipient, message_id));
"""


class Letters:
    """What arrived, for the inbox page and for tests."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._lock = path, threading.Lock()
        with self._open() as database:
            database.executescript(_TABLES)

    def take(self, *, sender: str, recipient: str, content: bytes) -> None:
        """Keep a letter; the same Message-ID for the same mailbox is one letter, and counted."""
        message = message_from_bytes(content, policy=default)
        body = message.get_body(("plain",))
        text = body.get_content() if body is not None else ""
        values = (str(message["Message-ID"] or ""), recipient, sender, str(message["Subject"] or ""), text, time.time())
        with self._open() as database:
            database.execute(
                "INSERT INTO letter (message_id, recipient, sender, subject, body, at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (message_id, recipient) DO UPDATE SET copies = copies + 1",
                values,
            )

    def knocks(self, *, sender: str, recipient: str, message_id: str) -> bool:
        """Whether this is the first time (for greylisting): who comes again is let in."""
        with self._open() as database:
            added = database.execute("INSERT OR IGNORE INTO knocked VALUES (?, ?, ?, ?)", (sender, recipient, message_id, time.time()))
            return added.rowcount == 1

    def listed(self, recipient: str = "") -> list[dict[str, object]]:
        """The latest letters, of one mailbox or of all."""
        where, values = ("WHERE recipient = ?", (recipient,)) if recipient else ("", ())
        with self._open() as database:
            rows = database.execute(f"SELECT * FROM letter {where} ORDER BY number DESC LIMIT 100", values)  # noqa: S608 -- a constant
            return [dict(row) for row in rows]

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
