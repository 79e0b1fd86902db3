"""The verbs of `motcua` and what each may be given."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from motcua.channels.commands.report_arguments import reporting

Verbs = Callable[..., ArgumentParser]


def parser() -> ArgumentParser:
    """The parser; wrong usage ends the program with exit code 2."""
    top = ArgumentParser(
        prog="motcua",
        description="A province serves its people through one door.",
        epilog="Exit codes: 0 done, 1 refused or found something, 2 wrong usage. Settings: environment variables, see docs/operations.",
    )
    top.add_argument("--version", action="version", version=f"motcua {version('motcua')}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    _running(verbs.add_parser)
    _keeping(verbs.add_parser)
    _measuring(verbs.add_parser)
    reporting(verbs.add_parser)
    return top


def _running(verb: Verbs) -> None:
    up = verb("up", help="set up everything, load the province and serve it")
    _address(up)
    up.add_argument("--postgres", action="store_true", help="use a PostgreSQL of its own, kept in MOTCUA_VAR, instead of SQLite")
    up.add_argument("--no-sandbox", action="store_true", help="do not start the stand-ins for outside systems")
    up.add_argument("--prepare-only", action="store_true", help="set up and load, then stop")
    _address(verb("serve", help="serve pages and API only"))
    worker = verb("worker", help="run background jobs")
    worker.add_argument("-n", "--processes", type=_positive, default=1, metavar="N", help="how many processes (default 1)")
    worker.add_argument("--once", action="store_true", help="run what is due now, then stop")
    sandbox = verb("sandbox", help="run the stand-ins for the electronic identity and the business register")
    sandbox.add_argument("--port", type=_positive, default=8100)


def _keeping(verb: Verbs) -> None:
    load = verb("load", help="load a province's content: units, people, procedures")
    load.add_argument("folder", type=Path, nargs="?", help="folder of the content (default: MOTCUA_PROVINCE)")
    load.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
    _json(load)
    _json(verb("doctor", help="check this installation and say what to do"))
    audit = verb("audit", help="prove that the record of what happened is whole")
    audit.add_argument("what", choices=["verify"])
    audit.add_argument("--noted", metavar="SEAL:HASH", help="the newest seal of an earlier run, kept elsewhere")
    _json(audit)
    archive = verb("archive", help="check an archive of a vault: whether any file was changed, taken out or added")
    archive.add_argument("file", type=Path, help="the ZIP file")
    _json(archive)
    token = verb("token", help="make an API token for an account (without --scope: list the scopes)")
    token.add_argument("account", nargs="?", default="", help="name of the account the token acts for")
    token.add_argument("--name", default="api", help="what the token is for")
    token.add_argument("--scope", action="append", metavar="CAPABILITY", help="what it may do; may be given again")
    token.add_argument("--days", type=_positive, default=90, help="how long it holds (default 90, at most 365)")
    _json(token)
    clock = verb("clock", help="show legal time and real time")
    clock.add_argument("--forward", type=_positive, metavar="DAYS", help="move the legal time of a demo forward")
    _json(clock)


def _measuring(verb: Verbs) -> None:
    simulate = verb("simulate", help="fill the database with an invented, lawful year; see provinces/<province>/years")
    simulate.add_argument("--province", default="thanh_hoa", metavar="FOLDER", help="name or folder of the province (default thanh_hoa)")
    simulate.add_argument("--year", type=_positive, default=2022, help="a year that the province has a scenario for (default 2022)")
    simulate.add_argument("--scale", type=_share, default=1.0, metavar="S", help="how much of the year, above 0 up to 1 (default 1)")
    simulate.add_argument("--seed", type=_positive, default=1, metavar="N", help="the same seed draws the same year (default 1)")
    simulate.add_argument(
        "--check", type=_positive, metavar="N", help="write nothing; live N simulated dossiers again through the real actions"
    )
    _json(simulate)
    bench = verb("bench", help="measure on this machine; see benchmarks/README.md")
    bench.add_argument("what", choices=["lives", "offline", "outbox", "pages", "reconciliation", "signing"])
    bench.add_argument("rest", nargs="*", metavar="OPTION", help="after --: options of the benchmark (-- --help shows them)")


def _address(one: ArgumentParser) -> None:
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--port", type=_positive, default=8000)
    one.add_argument("--workers", type=_positive, default=2, metavar="N", help="server processes (default 2)")


def _json(one: ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="answer in JSON")


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise ValueError(text)
    return share


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
