"""The server's command line: Granian, WSGI."""

import socket
import sys
import time
import urllib.error
import urllib.request

_THREADS = 3


def command(host: str, port: int, workers: int) -> list[str]:
    """Granian with so many processes, each with a few threads."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(_THREADS), "--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "warning",
        "motcua.config.wsgi:application",
    ]  # fmt: skip


def refuse_taken(host: str, port: int) -> None:
    """Raise OSError, in words, when somebody else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OSError(f"Port {port} of {host} is in use. Stop the other program or choose another port with --port.") from error


def wait_until_up(url: str, seconds: float) -> bool:
    """Whether the address answers within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 -- our own address
                return True
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return True
        except OSError:
            pass  # not yet
        time.sleep(0.1)
    return False
