"""A PostgreSQL cluster that lives only as long as a test run: its own folder, a Unix socket, no port.

PostgreSQL refuses to run as root, so root starts it as `postgres` (or `nobody`).
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path:
    """The folder of the newest server programs on this machine."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("The PostgreSQL server programs are missing: apt install postgresql")
    return Path(initdb).resolve().parent


def _user() -> str | None:
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster() -> Iterator[str]:
    """Start a fresh cluster; gives the DATABASE_URL of an empty database; stops and removes it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-"))
    user = _user()
    if user:
        folder.chmod(0o755)
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data, bin_ = folder / "data", programs()

    def run(*command: str) -> None:
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/", env=environment)

    run(str(bin_ / "initdb"), "-D", str(data), "-U", "motcua", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60"
    run(str(bin_ / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        run(str(bin_ / "createdb"), "-h", str(folder), "-U", "motcua", "motcua")
        yield f"postgresql://motcua@/motcua?host={folder}"
    finally:
        run(str(bin_ / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
