"""`motcua bench lives`: whole lives of dossiers per second, beside the floor of plain SQL measured in the same run."""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import httpx

from benchmarks.measure import machine, percentile, say, table
from benchmarks.place import DATABASES, ROOT, place

STEPS = ("draft", "answers", "submit", "receive", "examine", "approve", "return")


@dataclass(frozen=True)
class Row:
    """One measurement: a database, a way in, so many clients."""

    database: str
    way: str
    clients: int
    floor: float
    reports: list[dict[str, Any]]
    seconds: float

    @property
    def rate(self) -> float:
        """Whole lives per second of all clients together."""
        return sum(report["lives"] for report in self.reports) / self.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds of processor per life: of the clients through the actions, of the server over HTTP; not the database's."""
        return 1000 * sum(report["cpu"] for report in self.reports) / max(1, sum(report["lives"] for report in self.reports))

    def took(self, step: str = "") -> list[float]:
        """Milliseconds of one step, or of all."""
        names = (step,) if step else STEPS
        return [one for report in self.reports for name in names for one in report["steps"]["took"].get(name, [])]


def _run(words: list[str], environment: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-m", *words], check=True, env=environment, cwd=ROOT, capture_output=True, text=True).stdout


def together(words: list[str], clients: int, seconds: float, environment: dict[str, str], *more: str) -> list[str]:
    """Start the clients, wait until each says that it is ready, let all begin at one moment, and collect what they say."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", *words, str(number), str(seconds), *more],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(clients)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    start = f"{time.time() + 0.5}\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(start)
        process.stdin.flush()
    said = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise SystemExit("a client failed; its error stands above")
    return said


def floor(clients: int, seconds: float, environment: dict[str, str]) -> float:
    """Lives per second by plain SQL."""
    said = together(["benchmarks.floor"], clients, seconds, environment)
    return sum(int(text) for text in said) / seconds


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _measure(database: str, given: argparse.Namespace, environment: dict[str, str]) -> list[Row]:
    rows = []
    _run(["benchmarks.floor", "tables"], environment)
    _run(["benchmarks.life_client", "open"], environment)
    for clients in given.clients:
        low = floor(clients, given.seconds / 2, environment)
        for way in given.ways:
            reports = _lives(way, clients, given.seconds, environment)
            rows.append(Row(database, way, clients, low, reports, given.seconds))
            say(f"… {database} {way} {clients}: {rows[-1].rate:.1f} lives/s, floor {low:.0f}")
    behind = json.loads(_run(["benchmarks.life_client", "jobs"], environment))
    say(f"… the jobs left behind: {behind}")
    return rows


def _lives(way: str, clients: int, seconds: float, environment: dict[str, str]) -> list[dict[str, Any]]:
    words = ["benchmarks.life_client", way]
    if way == "actions":
        return [json.loads(text) for text in together(words, clients, seconds, environment)]
    port = free_port()
    with serving(port, environment) as server:
        before = cpu_of(server)
        said = [json.loads(text) for text in together(words, clients, seconds, environment, f"http://127.0.0.1:{port}")]
        said[0]["cpu"] = cpu_of(server) - before  # what counts is the server's time, not the clients'
    return [said[0], *({**one, "cpu": 0.0} for one in said[1:])]


def cpu_of(pid: int) -> float:
    """Seconds of processor that a process and its children have used."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        if pid in {int(stat.parent.name), int(fields[1])}:
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


@contextmanager
def serving(port: int, environment: dict[str, str]) -> Iterator[int]:
    """Two server processes, as `motcua serve` starts them; gives the id of their parent."""
    command = [sys.executable, "-m", "motcua.channels.commands.main", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v1/procedures")
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(url, timeout=10).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer")


def _tell(rows: list[Row]) -> None:
    say()
    table(
        ["database", "way", "clients", "lives/s", "floor", "% of floor", "CPU ms a life", "step p50 ms", "step p95 ms", "slowest step p95"],
        [
            (
                row.database, row.way, row.clients, row.rate, round(row.floor), 100 * row.rate / row.floor,
                row.cpu, percentile(row.took(), 0.5), percentile(row.took(), 0.95),
                max(f"{percentile(row.took(step), 0.95):6.1f} {step}" for step in STEPS),
            )
            for row in rows
        ],
    )  # fmt: skip
    for row in rows:
        if row.way == "actions":
            _where(row)


def _where(row: Row) -> None:
    say()
    say(f"Where the time of a step goes: {row.database}, actions, {row.clients} clients (means, ms)")
    totals: dict[str, dict[str, float]] = {name: defaultdict(float) for name in ("statements", "database", "commits")}
    for report in row.reports:
        for name, total in totals.items():
            for step, value in report["steps"][name].items():
                total[step] += value
    cells = []
    for step in STEPS:
        took = row.took(step)
        each = {name: total[step] / max(1, len(took)) for name, total in totals.items()}
        if not took:
            continue
        rest = fmean(took) - each["database"] - each["commits"]
        cells.append(
            (step, each["statements"], fmean(took), percentile(took, 0.5), percentile(took, 0.95), each["database"], each["commits"], rest)
        )
    cells.append(("a life", *(sum(cell[n] for cell in cells) for n in range(1, 8))))  # type: ignore[misc] # numbers from the second on
    table(["step", "statements", "mean", "p50", "p95", "in the database", "begin and commit", "Python"], cells)


def main(words: list[str] | None = None) -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(prog="motcua bench lives --", description=__doc__)
    parser.add_argument("--clients", type=lambda text: [int(one) for one in text.split(",")], default=[1, 2, 4, 8])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(DATABASES))
    parser.add_argument("--ways", type=lambda text: text.split(","), default=["actions", "api"])
    parser.add_argument("--out", type=Path, help="also write everything as JSON")
    given = parser.parse_args(words)
    say(machine())
    rows = []
    for database in given.databases:
        with place(database) as environment:
            rows += _measure(database, given, environment)
    _tell(rows)
    if given.out:
        given.out.write_text(json.dumps([row.__dict__ for row in rows], indent=1))


if __name__ == "__main__":
    main()
