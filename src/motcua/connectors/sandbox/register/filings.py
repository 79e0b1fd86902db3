"""What the business register holds: filings, how they move on, and the calls back that are still owed."""

import json
import sqlite3
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS filing (
    number INTEGER PRIMARY KEY AUTOINCREMENT, dossier_code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, payload TEXT NOT NULL,
    callback TEXT NOT NULL, status TEXT NOT NULL, enterprise_code TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
    moves_at REAL, history TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS call (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, body TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due REAL,
    delivered INTEGER NOT NULL DEFAULT 0);
"""
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_PROVINCE_PREFIX = 2803  # tax codes of Thanh Hoa begin with 28
_MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class Call:
    """A call back that is owed to the product."""

    id: int
    address: str
    body: bytes
    tries: int


class Filings:
    """The register's own small database. `pace` is how many seconds a filing stays in each step."""

    def __init__(self, path: Path, *, pace: float, now: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._pace, self._now = path, pace, now
        self._lock = threading.Lock()
        with self._open() as database:
            database.executescript(_TABLES)

    def file(self, *, dossier_code: str, name: str, payload: Mapping[str, object], callback: str) -> tuple[dict[str, object], bool]:
        """Take a filing; the same dossier filed again answers the filing that is there. Returns (filing, whether it is new)."""
        with self._open() as database:
            known = database.execute("SELECT * FROM filing WHERE dossier_code = ?", (dossier_code,)).fetchone()
            if known is not None:
                return _shown(known), False
            now = self._now()
            database.execute(
                "INSERT INTO filing (dossier_code, name, payload, callback, status, moves_at, history) "
                "VALUES (?, ?, ?, ?, 'received', ?, ?)",
                (dossier_code, name, json.dumps(payload, ensure_ascii=False), callback, now + self._pace, json.dumps([["received", now]])),
            )
            made = database.execute("SELECT * FROM filing WHERE dossier_code = ?", (dossier_code,)).fetchone()
            self._owe_call(database, made)
            return _shown(made), True

    def find(self, foreign_code: str) -> dict[str, object] | None:
        """A filing by the register's own code."""
        with self._open() as database:
            row = database.execute("SELECT * FROM filing WHERE number = ?", (_number_of(foreign_code),)).fetchone()
            return _shown(row) if row is not None else None

    def listed(self) -> list[dict[str, object]]:
        """The latest filings, for the sandbox's own page."""
        with self._open() as database:
            return [_shown(row) for row in database.execute("SELECT * FROM filing ORDER BY number DESC LIMIT 50")]

    def move_on(self) -> int:
        """Move every filing whose time has come one step; returns how many moved."""
        with self._open() as database:
            due = database.execute("SELECT * FROM filing WHERE moves_at IS NOT NULL AND moves_at <= ?", (self._now(),)).fetchall()
            for row in due:
                self._move(database, row)
            return len(due)

    def calls_due(self) -> list[Call]:
        """Calls back that should be tried now, oldest first."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM call WHERE delivered = 0 AND due <= ? ORDER BY id LIMIT 20", (self._now(),))
            return [Call(row["id"], row["address"], row["body"].encode(), row["tries"]) for row in rows]

    def call_answered(self, call: Call, *, delivered: bool) -> None:
        """Note how a call went; a failed one is tried again, each time later, at most a dozen times."""
        wait = min(2.0 ** min(call.tries, 8) * 0.5, 60.0)
        due = None if delivered or call.tries + 1 >= _MOST_TRIES else self._now() + wait
        with self._open() as database:
            database.execute("UPDATE call SET delivered = ?, tries = tries + 1, due = ? WHERE id = ?", (int(delivered), due, call.id))

    def _move(self, database: sqlite3.Connection, row: sqlite3.Row) -> None:
        status, enterprise_code, reason = "in_process", "", ""
        moves_at: float | None = self._now() + self._pace
        if row["status"] == "in_process":
            moves_at = None
            status, reason = self._decide(database, row)
            enterprise_code = _enterprise_code(row["number"]) if status == "registered" else ""
        history = [*json.loads(row["history"]), [status, self._now()]]
        database.execute(
            "UPDATE filing SET status = ?, enterprise_code = ?, reason = ?, moves_at = ?, history = ? WHERE number = ?",
            (status, enterprise_code, reason, moves_at, json.dumps(history), row["number"]),
        )
        self._owe_call(database, database.execute("SELECT * FROM filing WHERE number = ?", (row["number"],)).fetchone())

    def _decide(self, database: sqlite3.Connection, row: sqlite3.Row) -> tuple[str, str]:
        taken = database.execute("SELECT name FROM filing WHERE status = 'registered'").fetchall()
        if any(_folded(other["name"]) == _folded(row["name"]) for other in taken):
            return "refused", "Tên doanh nghiệp trùng với tên doanh nghiệp đã đăng ký."
        return "registered", ""

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


def _shown(row: sqlite3.Row) -> dict[str, object]:
    return {
        "foreign_code": f"DKKD-{row['number']:08d}",
        "dossier_code": row["dossier_code"],
        "name": row["name"],
        "status": row["status"],
        "enterprise_code": row["enterprise_code"],
        "reason": row["reason"],
        "step": len(json.loads(row["history"])),
        "history": [{"status": status, "at": at} for status, at in json.loads(row["history"])],
    }


def _number_of(foreign_code: str) -> int:
    digits = foreign_code.removeprefix("DKKD-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else -1


def _enterprise_code(number: int) -> str:
    """The next free tax code with a right check digit (10 minus the weighted sum modulo 11; a remainder giving 10 is skipped)."""
    stem = number * 2
    while True:
        nine = f"{_PROVINCE_PREFIX * 100_000 + stem % 100_000:09d}"
        check = 10 - sum(int(digit) * weight for digit, weight in zip(nine, _TAX_WEIGHTS, strict=True)) % 11
        if check < 10:
            return f"{nine}{check}"
        stem += 1


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
