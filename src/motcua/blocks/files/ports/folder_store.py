"""The embedded store: a folder, sharded by the first letters of the hash, durable and atomic."""

import os
import re
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Keeps blobs below `root` as ab/cd/abcd…; a blob appears whole or not at all."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the blob is kept; raises ValueError for anything but 64 hexadecimal digits."""
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a sha256")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def incoming(self) -> Iterator[tuple[Path, BinaryIO]]:
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        path = Path(name)
        try:
            with os.fdopen(handle, "w+b") as stream:
                yield path, stream
        finally:
            with suppress(FileNotFoundError):
                path.unlink()

    def put(self, source: Path, sha256: str) -> None:
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream:
            os.fsync(stream.fileno())
        source.chmod(0o640)
        # Renamed even if the blob exists: the same bytes, and a fresh time keeps the sweep away from it.
        source.replace(target)
        for folder in (target.parent, target.parent.parent, self.root):
            self._sync(folder)

    @staticmethod
    def _sync(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def open(self, sha256: str) -> BinaryIO:
        return self.path(sha256).open("rb")

    def kept(self) -> Iterator[tuple[str, float]]:
        for path in self.root.glob("??/??/*"):
            with suppress(FileNotFoundError):
                yield path.name, path.stat().st_mtime

    def remove(self, sha256: str, *, arrived_before: float) -> bool:
        target = self.path(sha256)
        grabbed = self.root / "incoming" / f"{sha256}.{uuid.uuid4().hex}"
        grabbed.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.rename(grabbed)
        except FileNotFoundError:
            return False
        # Taken aside first, looked at after: the same bytes may have arrived anew a moment ago.
        if grabbed.stat().st_mtime >= arrived_before:
            grabbed.replace(target)
            return False
        grabbed.unlink()
        return True
