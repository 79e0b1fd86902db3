"""`motcua bench outbox`: messages to the national portal through the outbox, on a clear road and over outages.

The stand-in of the portal runs as a process of its own and keeps what it takes in; at the end its list of effects is compared
with what was to be told: nothing lost, nothing twice, each dossier in its order.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import machine, say, table
from benchmarks.place import DATABASES, ROOT, place


@contextmanager
def sandbox(environment: dict[str, str], port: int = 0) -> Iterator[str]:
    """The stand-ins of the same place; gives their address."""
    command = [sys.executable, "-m", "motcua.connectors.sandbox", "--port", str(port), "--var", environment["MOTCUA_VAR"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split("listening on ")[1].strip()
        finally:
            process.terminate()
            process.wait(timeout=10)


def measure(database: str, dossiers: int) -> list[tuple[object, ...]]:
    """One database: the rows of its table."""
    with place(database) as environment, sandbox(environment) as url:
        environment["MOTCUA_NATIONAL_PORTAL_URL"] = f"{url}/national-portal"
        command = [sys.executable, "-m", "benchmarks.outbox_client", url, str(dossiers)]
        said = subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True, text=True).stdout
    report = json.loads(said)
    for line in report["found"]:
        say(f"{database}: {line}")
    return [(database, row["what"], row["messages"], row["seconds"], row["messages"] / row["seconds"]) for row in report["rows"]]


def main(words: list[str] | None = None) -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(prog="motcua bench outbox --", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=2000, help="dossiers of which six messages each are told, in each part")
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(DATABASES))
    given = parser.parse_args(words)
    say(machine())
    rows = [row for database in given.databases for row in measure(database, given.dossiers)]
    table(["database", "what", "messages", "seconds of work", "messages a second"], rows)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[1])
    main()
