import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.channels.commands import server
from motcua.channels.commands.supervise import Child, Supervisor

NOTE_AND_SLEEP = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
DEAF = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(sys.argv[1], 'a').write('1\\n'); time.sleep(60)"


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def child(folder: Path, program: str = NOTE_AND_SLEEP) -> tuple[Child, Path]:
    notes = folder / "notes"
    return Child("child", [sys.executable, "-c", program, str(notes)], folder / "log"), notes


def pids(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().split()] if notes.exists() else []


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_child_that_dies_is_started_again_after_a_pause(tmp_path: Path) -> None:
    one, notes = child(tmp_path)
    told: list[str] = []
    supervisor = Supervisor([one], told.append)
    supervisor.start()
    try:
        wait_for(lambda: len(pids(notes)) == 1)
        os.kill(pids(notes)[0], signal.SIGKILL)
        wait_for(lambda: one.process is not None and one.process.poll() is not None)
        now = time.monotonic()
        one.tend(now, supervisor.tell)
        one.tend(now + 0.5, supervisor.tell)
        assert one.process is None
        one.tend(now + 1.1, supervisor.tell)
        wait_for(lambda: len(pids(notes)) == 2)
        assert "starting again in 1 s" in told[0]
    finally:
        supervisor.end()
    assert not any(is_running(pid) for pid in pids(notes))


def test_a_child_that_keeps_dying_is_given_longer_and_longer_pauses(tmp_path: Path) -> None:
    one, _ = child(tmp_path, "raise SystemExit(3)")
    told: list[str] = []
    now = time.monotonic()
    for _turn in range(7):
        one.tend(now, told.append)
        assert one.process is not None
        one.process.wait()
        one.started = now
        one.tend(now, told.append)
        now += 31
    assert [text.split(" in ")[1].split(" s")[0] for text in told] == ["1", "2", "4", "8", "16", "30", "30"]


def test_a_child_deaf_to_politeness_is_ended_by_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.channels.commands.supervise._PATIENCE", 0.2)
    one, notes = child(tmp_path, DEAF)
    supervisor = Supervisor([one], lambda _: None)
    supervisor.start()
    wait_for(notes.exists)
    supervisor.end()
    assert one.process is not None
    assert one.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_children_do_not_outlive_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    files = f"{str(tmp_path / 'notes')!r}], pathlib.Path({str(tmp_path / 'log')!r})"
    program = (
        "import sys, pathlib; from motcua.channels.commands.supervise import Child, Supervisor\n"
        f"one = Child('child', [sys.executable, '-c', {NOTE_AND_SLEEP!r}, {files})\n"
        "boss = Supervisor([one], print); boss.start(); boss.run()"
    )
    boss = subprocess.Popen([sys.executable, "-c", program])
    wait_for(lambda: len(pids(tmp_path / "notes")) == 1)
    boss.kill()
    boss.wait()
    wait_for(lambda: not is_running(pids(tmp_path / "notes")[0]))


def test_a_port_in_use_is_refused_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"Port {port}"):
            server.refuse_taken("127.0.0.1", port)
    server.refuse_taken("127.0.0.1", port)
