"""Counters in the memory of one process, handed over in numbered batches so that nothing is lost and nothing counted twice."""

import threading
import uuid
from collections.abc import Callable, Mapping

from motcua.insight.measurement.rules.pages import PageKey

Counts = Mapping[PageKey, tuple[int, int]]  # views, visits
Write = Callable[[str, int, Counts], object]


class Tally:
    """Adding is cheap and never waits for the database.

    A batch keeps its number until it is known to be written: who writes it twice under the same number must count it once.
    A crash loses what was added since the last batch.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name or uuid.uuid4().hex
        self._adding = threading.Lock()
        self._writing = threading.Lock()
        self._now: dict[PageKey, tuple[int, int]] = {}
        self._batch: Counts = {}
        self._number = 0

    def add(self, key: PageKey, *, visit: bool) -> None:
        """Count one opened page."""
        with self._adding:
            views, visits = self._now.get(key, (0, 0))
            self._now[key] = (views + 1, visits + visit)

    def flush(self, write: Write) -> int:
        """Hand over what was counted; returns how many counters. Whatever `write` raises goes through, and the batch is kept."""
        with self._writing:
            if not self._batch:
                with self._adding:
                    self._batch, self._now = self._now, {}
                self._number += bool(self._batch)
            if not self._batch:
                return 0
            write(self.name, self._number, self._batch)
            written, self._batch = len(self._batch), {}
            return written
