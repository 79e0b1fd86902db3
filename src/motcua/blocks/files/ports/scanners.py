"""Scanners: clamd over its socket, and none."""

import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from motcua.blocks.files.ports.protocols import ScanVerdict
from motcua.kernel.errors import Fault

_CHUNK = 64 * 1024


class NullScanner:
    """Looks at nothing and says so: the default until a scanner is named."""

    def scan(self, stream: BinaryIO) -> ScanVerdict:
        return ScanVerdict(scanner="none", scanned=False)


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """ClamAV's daemon by its INSTREAM command: `address` is (host, port) or the path of a Unix socket."""

    address: tuple[str, int] | str
    timeout_seconds: float = 30.0

    def scan(self, stream: BinaryIO) -> ScanVerdict:
        """Send the stream in chunks and read the verdict. Raises Fault when clamd cannot be reached or gives up."""
        try:
            with self._connect() as link:
                link.sendall(b"zINSTREAM\0")
                while chunk := stream.read(_CHUNK):
                    link.sendall(struct.pack(">I", len(chunk)) + chunk)
                link.sendall(struct.pack(">I", 0))
                answer = self._answer(link)
        except OSError as error:
            raise Fault(f"the virus scanner cannot be reached: {error}") from error
        return self._verdict(answer)

    def _connect(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=self.timeout_seconds)
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(self.timeout_seconds)
        link.connect(self.address)
        return link

    @staticmethod
    def _answer(link: socket.socket) -> str:
        received = b""
        while not received.endswith(b"\0") and len(received) < 4096:
            piece = link.recv(1024)
            if not piece:
                break
            received += piece
        return received.rstrip(b"\0\n").decode("utf-8", "replace")

    @staticmethod
    def _verdict(answer: str) -> ScanVerdict:
        text = answer.removeprefix("stream:").strip()
        if text == "OK":
            return ScanVerdict(scanner="clamd", scanned=True)
        if text.endswith("FOUND"):
            return ScanVerdict(scanner="clamd", scanned=True, threat=text.removesuffix("FOUND").strip())
        raise Fault(f"the virus scanner gave up: {text or 'no answer'}")
