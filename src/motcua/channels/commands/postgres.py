"""A PostgreSQL of our own in MOTCUA_VAR, for those who want one without setting one up; needs the server's programs only.

Plain Python: it runs before Django knows its database.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[4]
_NAME = "motcua"
_ATTEMPTS = 40


def start() -> str:
    """Make the cluster if there is none, start it if it does not run, and give its DATABASE_URL.

    Raises FileNotFoundError, in words, when the server's programs are missing and OSError when it does not start.
    """
    home = Path(os.environ.get("MOTCUA_VAR", _ROOT / "var")).resolve() / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    folder = _reachable(home)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two starts at once: the second finds it running
        bin_ = programs()
        data = folder / "data"
        if not (data / "PG_VERSION").exists():
            _as_server(bin_ / "initdb", "-D", data, "-U", _NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        _run(bin_, folder)
        if _as_server(bin_ / "psql", "-h", folder, "-U", _NAME, "-d", _NAME, "-c", "SELECT 1", check=False):
            _as_server(bin_ / "createdb", "-h", folder, "-U", _NAME, _NAME)
    return f"postgresql://{_NAME}@/{_NAME}?host={folder}"


def _run(bin_: Path, folder: Path) -> None:
    """Start the server unless it answers; one that was killed a moment ago may still look alive."""
    data = folder / "data"
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60"
    for _attempt in range(_ATTEMPTS):
        _forget_dead(data, folder)
        if _as_server(bin_ / "pg_ctl", "-D", data, "status", check=False):
            _as_server(bin_ / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        if not _as_server(bin_ / "psql", "-h", folder, "-U", _NAME, "-d", "postgres", "-c", "SELECT 1", check=False):
            return
        time.sleep(0.25)
    raise OSError(f"PostgreSQL does not answer; see its log {folder / 'log'}")


def stop(url: str) -> None:
    """Stop the cluster that `start` gave this address for."""
    folder = Path(url.partition("host=")[2])
    _as_server(programs() / "pg_ctl", "-D", folder / "data", "-m", "fast", "-w", "stop", check=False)


def programs() -> Path:
    """The folder of the newest server programs on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("The PostgreSQL server programs are missing. Install them: apt install postgresql")
    return Path(initdb).resolve().parent


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root: root starts it as `postgres`, else `nobody`."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _reachable(home: Path) -> Path:
    """A folder that the server's user can enter; root's own home is closed to it, so /var/lib is used then."""
    user = _server_user()
    if user is None:
        return home
    account = pwd.getpwnam(user)
    if any(parent.stat().st_mode & 0o005 != 0o005 for parent in home.parents):
        home = Path("/var/lib/motcua") / str(home).strip("/").replace("/", "-")
        home.mkdir(parents=True, exist_ok=True)
    os.chown(home, account.pw_uid, account.pw_gid)
    return home


def _as_server(*command: object, check: bool = True) -> int:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own programs
        [str(word) for word in command],
        check=False,
        user=_server_user(),
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if check and done.returncode:
        raise OSError(f"PostgreSQL did not start ({Path(str(command[0])).name}, exit code {done.returncode}); see its log in MOTCUA_VAR")
    return done.returncode


def _forget_dead(data: Path, folder: Path) -> None:
    """After a sudden death where nobody reaps the dead, the server's marks stay and would block the next start."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0]
    try:
        dead = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        dead = True
    if dead:
        pid_file.unlink()
        for mark in folder.glob(".s.PGSQL.*"):
            mark.unlink()
