"""`motcua bench reconciliation`: one day of payments, held against the gateway's file and the treasury's statement.

The stand-ins of gateway and treasury run as a process of their own; the files come over a socket, are proved, stored and compared.
Some exceptions of every kind are planted; the run fails when another number of them is found.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import machine, say, table
from benchmarks.outbox import sandbox
from benchmarks.place import DATABASES, ROOT, place


def measure(database: str, payments: int) -> list[tuple[object, ...]]:
    """One database: the rows of its table."""
    with place(database) as environment, sandbox(environment) as url:
        environment |= {"MOTCUA_PAYGOV_URL": f"{url}/paygov", "MOTCUA_TREASURY_URL": f"{url}/treasury"}
        command = [sys.executable, "-m", "benchmarks.reconciliation_client", str(payments)]
        said = subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout
    report = json.loads(said.splitlines()[-1])
    say(f"{database}: found {report['counts']}; {report['statements']} statements; memory {report['megabytes']} MB")
    rows = [(database, what, payments, report[what]) for what in ("load", "compare")]
    return [*rows, (database, "together", payments, report["load"] + report["compare"])]


def main(words: list[str] | None = None) -> None:
    """Measure on each database."""
    parser = argparse.ArgumentParser(prog="motcua bench reconciliation --", description=__doc__)
    parser.add_argument("--payments", type=int, default=100_000)
    parser.add_argument("--databases", type=lambda text: text.split(","), default=list(DATABASES))
    given = parser.parse_args(words)
    say(machine())
    rows = [row for database in given.databases for row in measure(database, given.payments)]
    table(["database", "what", "payments", "seconds"], rows)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[1])
    main()
