"""The floor: the rows of a life written by plain SQL, 12 inserts and 4 updates in 7 durable transactions.

python -m benchmarks.floor CLIENT SECONDS     one client; prints the number of lives
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.measure import wait_for_start

TRANSACTIONS = ((2, 0), (1, 1), (3, 1), (3, 1), (1, 1), (1, 0), (1, 0))  # inserts, updates
BODY = '{"code": "000.00.25.H56-221114-0001", "procedure": "2.000635", "answers": {"so_luong": 1, "tu_cach": "chinh_minh"}}'
_SERIAL = {"postgresql": "bigserial PRIMARY KEY", "sqlite": "integer PRIMARY KEY"}
_TABLES = (
    "CREATE TABLE IF NOT EXISTS floor_thing (id {serial}, status text, body text, changed double precision)",
    "CREATE TABLE IF NOT EXISTS floor_event (id {serial}, thing bigint, kind text, body text, at double precision)",
    "CREATE INDEX IF NOT EXISTS floor_event_thing ON floor_event (thing, id)",
)
Execute = Callable[[str, tuple[Any, ...]], Any]


def lead(execute: Execute, begin: Callable[[], Any], commit: Callable[[], Any], mark: str) -> None:
    """Write one life."""
    thing = 0
    for number, (inserts, updates) in enumerate(TRANSACTIONS):
        begin()
        for turn in range(inserts):
            if number == turn == 0:
                new = f"INSERT INTO floor_thing (status, body, changed) VALUES ({mark}, {mark}, {mark}) RETURNING id"
                thing = execute(new, ("draft", BODY, time.time())).fetchone()[0]
            else:
                row = f"INSERT INTO floor_event (thing, kind, body, at) VALUES ({mark}, {mark}, {mark}, {mark})"
                execute(row, (thing, "step", BODY, time.time()))
        for _ in range(updates):
            execute(f"UPDATE floor_thing SET status = {mark}, changed = {mark} WHERE id = {mark}", (f"s{number}", time.time(), thing))
        commit()


def client(seconds: float) -> int:
    """Write lives from the common start for so many seconds; returns how many were whole."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        connection = psycopg.connect(url, prepare_threshold=1)
        connection.execute("SET client_min_messages = warning")
        writers = (connection.execute, lambda: None, connection.commit, "%s")
    else:
        sqlite = sqlite3.connect(Path(os.environ["MOTCUA_VAR"]) / "floor.sqlite3", timeout=30, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            sqlite.execute(f"PRAGMA {pragma}")
        writers = (sqlite.execute, lambda: sqlite.execute("BEGIN IMMEDIATE"), lambda: sqlite.execute("COMMIT"), "?")
    start = wait_for_start()
    time.sleep(max(0.0, start - time.time()))
    lives = 0
    while time.time() < start + seconds:
        lead(*writers)  # type: ignore[arg-type] # two drivers with the same verbs
        lives += 1
    return lives


def make_tables() -> None:
    """Once, before the clients."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        with psycopg.connect(url) as connection:
            for statement in _TABLES:
                connection.execute(statement.format(serial=_SERIAL["postgresql"]))
    else:
        with sqlite3.connect(Path(os.environ["MOTCUA_VAR"]) / "floor.sqlite3") as sqlite:
            for statement in _TABLES:
                sqlite.execute(statement.format(serial=_SERIAL["sqlite"]))


if __name__ == "__main__":
    if sys.argv[1] == "tables":
        make_tables()
    else:
        sys.stdout.write(f"{client(float(sys.argv[2]))}\n")
