"""A place to measure in: a folder and a database that are thrown away afterwards, with the whole province loaded."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.throwaway_postgres import cluster

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("postgresql", "sqlite")


@contextmanager
def place(database: str, *, loaded: bool = True) -> Iterator[dict[str, str]]:
    """The environment of programs that work there; PostgreSQL runs with fsync on, SQLite with synchronous=FULL."""
    var = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    environment = {**os.environ, "MOTCUA_VAR": str(var), "MOTCUA_LEGAL_START": "2022-11-14T08:00", "MOTCUA_LOG": "ERROR"}
    environment.pop("DATABASE_URL", None)
    try:
        if database == "postgresql":
            with cluster() as url:
                environment["DATABASE_URL"] = url
                _prepare(environment, loaded=loaded)
                yield environment
        else:
            _prepare(environment, loaded=loaded)
            yield environment
    finally:
        shutil.rmtree(var, ignore_errors=True)


def _prepare(environment: dict[str, str], *, loaded: bool) -> None:
    if loaded:
        command = [sys.executable, "-m", "motcua.channels.commands.main", "up", "--prepare-only"]
        subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
