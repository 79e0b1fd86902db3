"""A small server on a free port that hears calls back and answers as a test says."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[str, bytes], bytes]


@dataclass
class Listener:
    """Where it listens, and what it heard: path and body, in order."""

    url: str
    heard: list[tuple[str, bytes]] = field(default_factory=list)
    answer: Answer = lambda _path, _body: b"{}"

    def wait_for(self, count: int, *, about: str = "", seconds: float = 8.0) -> list[tuple[str, bytes]]:
        """What was heard as soon as it is so much; fails when it does not come. `about`: only calls that name it, because a
        stand-in may still repeat calls of an earlier test."""
        deadline = time.monotonic() + seconds
        while len(heard := [call for call in list(self.heard) if about.encode() in call[1]]) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(heard) >= count, f"only {len(heard)} of {count} calls came"
        return heard


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen until the end of the block."""
    listener = Listener("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            listener.heard.append((self.path, body))
            answer = listener.answer(self.path, body)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
