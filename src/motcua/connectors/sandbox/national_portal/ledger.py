"""What the portal holds: dossiers, their progress, every effect once, procedures, and filings of citizens."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS effect (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, code TEXT NOT NULL, service TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS dossier (
    code TEXT PRIMARY KEY, status TEXT NOT NULL, submitted TEXT NOT NULL, national_code TEXT NOT NULL DEFAULT '', item TEXT NOT NULL,
    changed TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dossier_submitted ON dossier (submitted, code);
CREATE TABLE IF NOT EXISTS progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, item TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS procedure (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, is_public INTEGER NOT NULL, record TEXT NOT NULL, changed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS filing (
    number INTEGER PRIMARY KEY AUTOINCREMENT, content TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
    dossier_code TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY AUTOINCREMENT, filing INTEGER NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL);
"""
_HANOI = timezone(timedelta(hours=7))
Outcome = dict[str, str]


def stamp(seconds: float) -> str:
    """A moment as the portal writes it, in the time of Viet Nam."""
    return datetime.fromtimestamp(seconds, _HANOI).strftime("%Y%m%d%H%M%S")


class Ledger:
    """The portal's own database."""

    def __init__(self, path: Path, *, now: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._now, self._lock = now, threading.Lock()
        self._database = sqlite3.connect(path, timeout=10, check_same_thread=False)
        self._database.row_factory = sqlite3.Row
        self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES)

    def take(self, service: str, items: Sequence[Mapping[str, object]]) -> list[Outcome]:
        """Take items in, each business key once: what was taken before is confirmed again without effect."""
        with self._open() as database:
            now = stamp(self._now())
            return [self._take(database, service, item, now) for item in items]

    def _take(self, database: sqlite3.Connection, service: str, item: Mapping[str, object], now: str) -> Outcome:
        key, code = str(item.get("MaThongDiep") or ""), str(item.get("MaHoSo") or "")
        if not key or not code:
            return _outcome(key, "2", "MaThongDiep và MaHoSo là bắt buộc")
        wrong = _wrong_dossier(item) if service == "DongBoHoSoMC" else ""
        if wrong:
            return _outcome(key, "3", wrong)
        if service != "DongBoHoSoMC" and database.execute("SELECT 1 FROM dossier WHERE code = ?", (code,)).fetchone() is None:
            return _outcome(key, "4", "Hồ sơ chưa được đồng bộ")
        fresh = "INSERT INTO effect (key, code, service, at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
        if not database.execute(fresh, (key, code, service, now)).rowcount:
            return _outcome(key, "0", "Đã nhận trước đó")
        text = json.dumps(item, ensure_ascii=False)
        if service == "DongBoHoSoMC":
            database.execute(
                "INSERT INTO dossier (code, status, submitted, item, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE "
                "SET status = excluded.status, submitted = excluded.submitted, item = excluded.item, changed = excluded.changed",
                (code, str(item["TrangThaiHoSo"]), str(item.get("NgayNopHoSo") or ""), text, now),
            )
        else:
            database.execute("INSERT INTO progress (code, item, at) VALUES (?, ?, ?)", (code, text, now))
            database.execute("UPDATE dossier SET status = ?, changed = ? WHERE code = ?", (str(item.get("TrangThai")), now, code))
        return _outcome(key, "0", "")

    def dossiers(self, first: str, last: str, after: str, most: int = 1000) -> list[dict[str, str]]:
        """Dossiers submitted from day to day (yyyyMMdd), by code, a page after a code."""
        query = "SELECT code, status, submitted FROM dossier WHERE submitted >= ? AND submitted < ? AND code > ? ORDER BY code LIMIT ?"
        with self._open() as database:
            rows = database.execute(query, (f"{first}000000", f"{last}999999", after, most)).fetchall()
        return [{"MaHoSo": row["code"], "TrangThaiHoSo": row["status"], "NgayNopHoSo": row["submitted"]} for row in rows]

    def dossier(self, code: str) -> dict[str, object] | None:
        """Everything held of one dossier."""
        with self._open() as database:
            row = database.execute("SELECT * FROM dossier WHERE code = ?", (code,)).fetchone()
            steps = database.execute("SELECT item FROM progress WHERE code = ? ORDER BY id", (code,)).fetchall()
        if row is None:
            return None
        return {**json.loads(row["item"]), "TrangThaiHoSo": row["status"], "TienDo": [json.loads(step["item"]) for step in steps]}

    def forget(self, code: str) -> None:
        """Lose a dossier, as a portal might; for tests of the comparison."""
        with self._open() as database:
            for table in ("dossier", "progress", "effect"):
                database.execute(f"DELETE FROM {table} WHERE code = ?", (code,))  # noqa: S608 -- our own names

    def effects(self) -> list[str]:
        """The business keys in the order in which they took effect."""
        with self._open() as database:
            return [row["key"] for row in database.execute("SELECT key FROM effect ORDER BY id")]

    def latest(self) -> list[dict[str, str]]:
        """The dossiers changed last, for the portal's own page."""
        with self._open() as database:
            rows = database.execute("SELECT code, status, item, changed FROM dossier ORDER BY changed DESC, code DESC LIMIT 50").fetchall()
        return [{**dict(row), "owner": str(json.loads(row["item"]).get("ChuHoSo", ""))} for row in rows]

    def put_procedures(self, records: Sequence[Mapping[str, object]]) -> list[Outcome]:
        """Enter procedures into the national list, or take them out of public view (`TRANGTHAI` 0)."""
        outcomes = []
        with self._open() as database:
            for record in records:
                code, name = str(record.get("MATTHC") or ""), str(record.get("TENTTHC") or "")
                if not code or not name:
                    outcomes.append(_outcome(code, "2", "MATTHC và TENTTHC là bắt buộc"))
                    continue
                database.execute(
                    "INSERT OR REPLACE INTO procedure (code, name, is_public, record, changed) VALUES (?, ?, ?, ?, ?)",
                    (code, name, int(str(record.get("TRANGTHAI", "1")) == "1"), json.dumps(record, ensure_ascii=False), stamp(self._now())),
                )
                outcomes.append(_outcome(code, "0", ""))
        return outcomes

    def procedures(self) -> list[dict[str, object]]:
        """The national list, by code."""
        with self._open() as database:
            rows = database.execute("SELECT * FROM procedure ORDER BY code").fetchall()
        return [{**json.loads(row["record"]), "TRANGTHAI": str(row["is_public"])} for row in rows]

    def file(self, content: Mapping[str, object], files: Sequence[tuple[str, bytes]]) -> str:
        """A citizen files; returns the national code."""
        with self._open() as database:
            text, now = json.dumps(content, ensure_ascii=False), stamp(self._now())
            number = database.execute("INSERT INTO filing (content, at) VALUES (?, ?)", (text, now)).lastrowid or 0
            database.executemany("INSERT INTO file (filing, name, body) VALUES (?, ?, ?)", [(number, *file) for file in files])
        return national_code(number)

    def filings(self, *, waiting: bool = False) -> list[dict[str, object]]:
        """Filings, oldest first when only those that wait, else latest first."""
        query = (
            "SELECT * FROM filing WHERE state = 'waiting' ORDER BY number LIMIT 100"
            if waiting
            else ("SELECT * FROM filing ORDER BY number DESC LIMIT 50")
        )
        with self._open() as database:
            rows = database.execute(query).fetchall()
            files = database.execute("SELECT id, filing, name FROM file ORDER BY id").fetchall()
        return [
            {
                **json.loads(row["content"]),
                "MaHoSoQuocGia": national_code(row["number"]),
                "NgayNopHoSo": row["at"],
                "TrangThai": row["state"],
                "MaHoSo": row["dossier_code"],
                "LyDo": row["reason"],
                "TepDinhKem": [{"id": file["id"], "TenTep": file["name"]} for file in files if file["filing"] == row["number"]],
            }
            for row in rows
        ]

    def read_file(self, number: int) -> bytes | None:
        """The bytes of a file of a filing."""
        with self._open() as database:
            row = database.execute("SELECT body FROM file WHERE id = ?", (number,)).fetchone()
        return bytes(row["body"]) if row else None

    def answer_filing(self, code: str, state: str, dossier_code: str, reason: str) -> bool:
        """What the province said about a filing; False for an unknown one."""
        with self._open() as database:
            changed = database.execute(
                "UPDATE filing SET state = ?, dossier_code = ?, reason = ? WHERE number = ?",
                (state, dossier_code, reason, _number_of(code)),
            )
            return bool(changed.rowcount)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._database as database:
            yield database


def national_code(number: int) -> str:
    """The portal's own code of a filing."""
    return f"G22.99-{number:08d}"


def _number_of(code: str) -> int:
    digits = code.removeprefix("G22.99-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else -1


def _outcome(key: str, code: str, message: str) -> Outcome:
    return {"MaThongDiep": key, "error_code": code, "message": message}


def _wrong_dossier(item: Mapping[str, object]) -> str:
    for name in ("MaTTHC", "TenTTHC", "ChuHoSo", "NgayNopHoSo"):
        if not str(item.get(name) or "").strip():
            return f"{name} là bắt buộc"
    status = str(item.get("TrangThaiHoSo") or "")
    if not status.isdigit() or not 1 <= int(status) <= 10:
        return "TrangThaiHoSo phải từ 1 đến 10"
    if len(str(item.get("TrichYeuHoSo") or "")) > 1000:
        return "TrichYeuHoSo dài quá 1000 ký tự"
    for name in ("NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra"):
        text = str(item.get(name) or "")
        if text and not (len(text) == 14 and text.isdigit()):
            return f"{name} phải có dạng yyyyMMddHHmmss"
    return ""
