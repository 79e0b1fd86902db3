"""The whole suite: everything on SQLite, the same on a throw-away PostgreSQL, and the browser once.

python -m tools.run_tests [pytest arguments]      exit code of the first run that fails
"""

import os
import subprocess
import sys

from tools.throwaway_postgres import cluster

WORKERS = ("-n", "2", "--dist", "loadfile")
ONCE_MORE = ("--reruns", "1", "-rR")  # a browser on a busy machine may stumble once; the report names every journey tried twice


def pytest(*arguments: str, database: str = "") -> int:
    """Run pytest in a process of its own, on the given database."""
    environment = {**os.environ, "DATABASE_URL": database}
    return subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """Three runs, the quickest to fail first."""
    sys.stdout.write("== on SQLite ==\n")
    sys.stdout.flush()
    code = pytest(*WORKERS, "-m", "not browser", *arguments)
    if code:
        return code
    sys.stdout.write("== on PostgreSQL ==\n")
    sys.stdout.flush()
    with cluster() as url:
        code = pytest(*WORKERS, "-m", "not browser and not once", *arguments, database=url)
    if code:
        return code
    sys.stdout.write("== in the browser ==\n")
    sys.stdout.flush()
    return pytest("-m", "browser", *ONCE_MORE, *arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
