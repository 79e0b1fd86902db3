"""The program as people meet it: `motcua up` in processes of its own, in a folder of its own, on free ports."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROVINCE = ROOT / "provinces" / "thanh_hoa"
MONDAY_MORNING = "2022-11-14T08:00"
READY_WITHIN = 180.0


@dataclass(frozen=True)
class Site:
    """Where the site and the stand-ins answer, and the folder they keep everything in."""

    url: str
    sandbox_url: str
    var: Path

    def logs(self, most: int = 3000) -> str:
        """The ends of all logs, for a test that failed."""
        found = [*self.var.glob("up.out"), *sorted(self.var.glob("log/*.log"))]
        return "\n".join(f"--- {one.name}\n{one.read_text(errors='replace')[-most:]}" for one in found)


@contextmanager
def running_site(var: Path) -> Iterator[Site]:
    """Start everything on SQLite, wait until it serves, stop it at the end."""
    port, sandbox_port = free_ports(2)
    site = Site(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox_port}", var)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_", "DATABASE_"))}
    environment |= {
        "MOTCUA_VAR": str(var),
        "MOTCUA_PROVINCE": str(PROVINCE),
        "MOTCUA_LEGAL_START": MONDAY_MORNING,
        "MOTCUA_PUBLIC_URL": site.url,
        "MOTCUA_SANDBOX_URL": site.sandbox_url,
    }
    up = [sys.executable, "-m", "motcua.channels.commands.main", "up", "--no-sandbox", "--port", str(port)]
    stand_ins = [sys.executable, "-m", "motcua.connectors.sandbox", "--port", str(sandbox_port), "--pace", "0.5"]
    with process(stand_ins, environment, var / "sandbox.out"), process(up, environment, var / "up.out") as main:
        wait_for(site, main)
        yield site


@contextmanager
def process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of our own: its words go to a file, and it is ended politely."""
    with log.open("wb") as words, subprocess.Popen(command, stdout=words, stderr=words, env=environment, cwd=ROOT) as started:
        try:
            yield started
        finally:
            started.terminate()
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                started.kill()


def wait_for(site: Site, main: subprocess.Popen[bytes]) -> None:
    """Until the first page comes; a process that ended, or a wait too long, fails with its log."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and main.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/", timeout=5) as page:
                page.read()
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(f"the site did not start\n{site.logs()}")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
