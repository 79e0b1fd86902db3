"""What this block needs from outside: a scanner for malicious files, and a store for the bytes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class ScanVerdict:
    """What a scanner said: `scanned` False means that nobody looked."""

    scanner: str
    scanned: bool
    threat: str = ""

    def __str__(self) -> str:
        if not self.scanned:
            return "not scanned"
        return f"{self.scanner}: {self.threat or 'clean'}"


class VirusScanner(Protocol):
    """Looks into a file. Raises `kernel.errors.Fault` when it cannot be asked: the file is then not taken."""

    def scan(self, stream: BinaryIO) -> ScanVerdict:
        """Read `stream` from its place to the end and say what was found."""
        ...


class BlobStore(Protocol):
    """Keeps bytes under their sha256; the same bytes are kept once."""

    def put(self, source: Path, sha256: str) -> None:
        """Take over the finished file `source` under `sha256`; afterwards it is durable."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open for reading; raises FileNotFoundError."""
        ...

    def incoming(self) -> AbstractContextManager[tuple[Path, BinaryIO]]:
        """A fresh file beside the store to write into; whatever is left of it at the end is removed."""
        ...

    def kept(self) -> Iterator[tuple[str, float]]:
        """Every sha256 kept, with the real moment (seconds since 1970) of its arrival."""
        ...

    def remove(self, sha256: str, *, arrived_before: float) -> bool:
        """Forget the bytes, unless they are gone or arrived anew at or after that moment; whether it did."""
        ...
