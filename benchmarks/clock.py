"""Where the time of a step goes: statements, time in the database, time of commits, the rest is Python."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Steps:
    """What each step cost, in milliseconds."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    database: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    commits: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    current: str = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        self.current = name
        started = time.perf_counter()
        try:
            yield
        finally:
            self.took[name].append((time.perf_counter() - started) * 1000)
            self.current = ""

    def watch(self) -> None:
        """Count and time what this process asks of the database."""
        connection.ensure_connection()
        connection.execute_wrappers.append(self._statement)
        for name in ("_commit", "_start_transaction_under_autocommit"):
            if hasattr(connection, name):
                setattr(connection, name, self._timed(getattr(connection, name)))

    def _statement(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if self.current:
                self.statements[self.current] += 1
                self.database[self.current] += (time.perf_counter() - started) * 1000

    def _timed(self, function: Callable[[], Any]) -> Callable[[], Any]:
        def timed() -> Any:
            started = time.perf_counter()
            try:
                return function()
            finally:
                if self.current:
                    self.commits[self.current] += (time.perf_counter() - started) * 1000

        return timed

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {name: dict(getattr(self, name)) for name in ("took", "statements", "database", "commits")}
