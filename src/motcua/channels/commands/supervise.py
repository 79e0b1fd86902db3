"""Keep child processes running: started again with growing pauses when they stop, ended cleanly together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_LONGEST_PAUSE = 30.0
_LONG_ENOUGH = 60.0  # seconds after which a child counts as having run well
_PATIENCE = 10.0  # seconds to end by itself
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to keep: its name, its command, its log."""

    name: str
    command: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    failures: int = field(default=0, init=False)
    resume: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own programs
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, preexec_fn=_end_with_parent
            )
        self.started = time.monotonic()

    def tend(self, now: float, tell: Callable[[str], None]) -> None:
        """Start it again when it has stopped and its pause is over."""
        if self.process is None:
            if now >= self.resume:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.failures = 1 if now - self.started > _LONG_ENOUGH else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), _LONGEST_PAUSE)
        self.process, self.resume = None, now + pause
        tell(f"{self.name} stopped (exit code {code}); starting again in {pause:.0f} s. Its log: {self.log}")

    def end(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()


class Supervisor:
    """Starts the children, tends them until told to stop, then ends them all."""

    def __init__(self, children: Sequence[Child], tell: Callable[[str], None]) -> None:
        self.children = children
        self.tell = tell
        self.stopping = False

    def listen(self) -> None:
        """Let Ctrl-C and SIGTERM stop the supervisor."""
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._stop)

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def run(self) -> None:
        """Tend the children until stopped, then end them."""
        try:
            while not self.stopping:
                for child in self.children:
                    child.tend(time.monotonic(), self.tell)
                time.sleep(0.2)
        finally:
            self.end()

    def end(self) -> None:
        """End every child: politely, and after a while by force."""
        for child in self.children:
            child.end()
        deadline = time.monotonic() + _PATIENCE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()


def _end_with_parent() -> None:
    """On Linux a child is told when its parent dies, even by SIGKILL; elsewhere it is not."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def motcua(*words: str) -> list[str]:
    """The command line of another verb of this program."""
    return [sys.executable, "-m", "motcua.channels.commands.main", *words]
