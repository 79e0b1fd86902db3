"""What `motcua doctor` looks at; each check is a function that yields what it found."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import failed_jobs, overview
from motcua.channels.commands import content, postgres
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.calendar import announced_fault
from motcua.onestop.dossiers.api import orphaned_tasks

State = Literal["good", "note", "bad"]
_MIB = 1024 * 1024
_SCARCE, _SHORT = 200, 2048  # MiB of free disk
_WAITING_LONG = timedelta(minutes=5)
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in a sentence, and what to do."""

    name: str
    state: State
    says: str
    way_out: str = ""


def examine() -> Iterator[Finding]:
    """Everything, one finding at a time; what needs the database is left out when there is none."""
    yield _python()
    yield from _programs()
    yield _fonts()
    yield _disk()
    yield _keys()
    yield _clock()
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(
            _("Database"),
            "bad",
            _("it cannot be reached: %(error)s") % {"error": str(error).strip().splitlines()[0]},
            _("Start it, or correct DATABASE_URL."),
        )
        return
    yield from _database()


def _python() -> Finding:
    return Finding("Python", "good", sys.version.split()[0])


def _programs() -> Iterator[Finding]:
    for program, purpose, package in (
        ("pdfsig", _("a second opinion on signatures, in tests only"), "poppler-utils"),
        ("chromium", _("the browser tests only"), "chromium"),
    ):
        if shutil.which(program):
            yield Finding(program, "good", _("is there"))
        else:
            yield Finding(program, "note", _("is missing; needed for %(purpose)s") % {"purpose": purpose}, f"apt install {package}")
    try:
        yield Finding(_("PostgreSQL programs"), "good", str(postgres.programs()))
    except FileNotFoundError:
        way_out = _("Only for --postgres and tests: apt install postgresql")
        yield Finding(_("PostgreSQL programs"), "note", _("are missing"), way_out)


def _fonts() -> Finding:
    found = [path for path in Path(__file__).resolve().parents[2].rglob("fonts/*") if path.suffix in {".ttf", ".otf"}]
    if found:
        return Finding(_("Fonts"), "good", _("%(count)s of our own") % {"count": len(found)})
    return Finding(_("Fonts"), "bad", _("the fonts for printing are missing"), _("Install the package again."))


def _disk() -> Finding:
    free = shutil.disk_usage(settings.VAR).free // _MIB
    text = _("%(free)s MiB free in %(folder)s") % {"free": free, "folder": settings.VAR}
    if free < _SCARCE:
        return Finding(_("Disk"), "bad", text, _("Make room: files and the database live here."))
    return Finding(_("Disk"), "good" if free >= _SHORT else "note", text)


def _keys() -> Finding:
    folder = settings.VAR / "keys"
    if not folder.exists() or not any(folder.iterdir()):
        return Finding(_("Signing keys"), "note", _("none yet"), _("`motcua up` makes them at the first start."))
    loose = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    private = [path for path in loose if path.suffix in {".key", ".pem", ".p12"} and b"PRIVATE" in path.read_bytes()]
    if private:
        return Finding(_("Signing keys"), "bad", _("others on this machine can read them"), f"chmod -R go-rwx {folder}")
    return Finding(_("Signing keys"), "good", str(folder))


def _clock() -> Finding:
    if clock.is_shifted():
        text = _("legal time is %(moment)s, not real time: this is a demo") % {"moment": f"{clock.now():%d/%m/%Y %H:%M}"}
        return Finding(_("Clock"), "note", text)
    return Finding(_("Clock"), "good", _("legal time is real time"))


def _database() -> Iterator[Finding]:
    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        text = _("%(name)s; %(count)s changes of its tables are waiting") % {"name": name, "count": len(missing)}
        yield Finding(_("Database"), "bad", text, "motcua up --prepare-only")
        return
    yield Finding(_("Database"), "good", name)
    yield _content()
    yield from _jobs()
    yield from _dossiers()
    yield _log()


def _content() -> Finding:
    if not settings.PROVINCE.is_dir():
        return Finding(_("Content"), "bad", _("there is no folder %(folder)s") % {"folder": settings.PROVINCE}, "MOTCUA_PROVINCE=…")
    if content.is_loaded(settings.PROVINCE):
        return Finding(_("Content"), "good", _("as in %(folder)s") % {"folder": settings.PROVINCE})
    return Finding(_("Content"), "note", _("differs from %(folder)s") % {"folder": settings.PROVINCE}, "motcua load --dry-run")


def _jobs() -> Iterator[Finding]:
    now = clock.real_now()
    state = overview(now)
    counts = {"waiting": state.waiting, "running": state.running}
    text = _("%(waiting)s waiting, %(running)s running") % counts
    stuck = state.oldest_due is not None and now - state.oldest_due > _WAITING_LONG
    yield Finding(_("Background jobs"), "bad" if stuck else "good", text, _("Is a worker running? `motcua worker`") if stuck else "")
    if state.failed:
        latest = failed_jobs()[0]
        error = latest.last_error.strip().splitlines()[-1] if latest.last_error else ""
        text = _("%(count)s given up; the latest: %(name)s, %(error)s") % {"count": state.failed, "name": latest.name, "error": error}
        yield Finding(_("Failed jobs"), "bad", text, _("Remove the cause, then run them again from the operator's page."))


def _dossiers() -> Iterator[Finding]:
    """Tasks that nobody holds, and the file of days off announced since this release."""
    orphans = list(orphaned_tasks()[:_MOST_NAMED])
    if orphans:
        names = dict(Unit.objects.filter(pk__in=[task.unit_id for task in orphans]).values_list("pk", "name"))
        where = ", ".join(sorted({names.get(task.unit_id or 0, "?") for task in orphans}))
        text = _("%(count)s tasks are in posts that nobody holds: %(units)s") % {"count": orphaned_tasks().count(), "units": where}
        yield Finding(_("Dossiers"), "note", text, _("Fill or delegate the posts; until then the heads above do these tasks."))
    else:
        yield Finding(_("Dossiers"), "good", _("every open task has somebody in its post"))
    fault = announced_fault()
    if fault:
        yield Finding(_("Days off"), "bad", fault, _("Correct the file of announced days; until then it counts for nothing."))


def _log() -> Finding:
    unsealed = Event.objects.filter(seal__isnull=True).count()
    return Finding(_("Event log"), "good", _("%(count)s events not yet sealed") % {"count": unsealed}, "motcua audit verify")
