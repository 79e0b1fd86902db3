"""`motcua bench offline`: devices that worked without network send what they took in, in batches of 20, half of them twice.

The run fails when anything is there twice, missing, or under another number than the one printed.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import machine, say, table
from benchmarks.place import DATABASES, ROOT, place


def measure(database: str, dossiers: int) -> tuple[object, ...]:
    """One database: its row."""
    with place(database) as environment:
        command = [sys.executable, "-m", "benchmarks.offline_client", str(dossiers)]
        said = subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout
    report = json.loads(said.splitlines()[-1])
    return database, dossiers, report["seconds"], report["statements"], report["again"]


def main(words: list[str] | None = None) -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(prog="motcua bench offline --", description=__doc__)
    parser.add_argument("--dossiers", type=int, default=500)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(DATABASES))
    given = parser.parse_args(words)
    say(machine())
    rows = [measure(database, given.dossiers) for database in given.databases]
    table(["database", "dossiers", "seconds", "statements a dossier", "seconds to repeat half"], rows)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[1])
    main()
