"""Loading a province's folder, and knowing without loading that nothing in it has changed."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from motcua.blocks.packs.api import LoadReport
from motcua.ground.directory.api import Unit, load_people, load_units
from motcua.insight.indexes.api import load_indexes
from motcua.insight.operations.api import load_operations
from motcua.insight.reform_report.api import load_reports
from motcua.insight.reporting.api import load_regimes
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import NotFound, words
from motcua.office.inspections.api import load_inspections
from motcua.office.personnel.api import load_personnel
from motcua.office.recruitment.api import load_recruitment
from motcua.office.staffing.api import load_staffing
from motcua.onestop.catalogue.api import load_procedures
from motcua.onestop.desk.api import load_halls
from motcua.onestop.digitisation.api import load_roadmap
from motcua.onestop.feedback.api import load_feedback
from motcua.onestop.notifications.api import load_messages
from motcua.onestop.vault.api import load_paper_types

LOADERS = (
    ("units", load_units),
    ("people", load_people),
    ("personnel", load_personnel),
    ("procedures", load_procedures),
    ("desks", load_halls),
    ("papers", load_paper_types),
    ("digitisation", load_roadmap),
    ("messages", load_messages),
    ("feedback", load_feedback),
    ("regimes", load_regimes),
    ("indexes", load_indexes),
    ("operations", load_operations),
    ("reports", load_reports),
    ("inspections", load_inspections),
    ("recruitment", load_recruitment),
    ("staffing", load_staffing),
)


def load(folder: Path, *, dry_run: bool = False, progress: Callable[[int], object] = lambda _: None) -> list[LoadReport]:
    """Load units, people, procedures and desks in one transaction.

    A dry run does the same and takes it back, so that its report is true for an empty database too. Refuses with
    NotFound when there is no such folder and with PackRefused naming file, line and reason.
    """
    if not (folder / "units").is_dir():
        raise NotFound(words("There is no province in %(folder)s."), params={"folder": str(folder)})
    reports = []
    with transaction.atomic():
        for part, loader in LOADERS:
            if (folder / part).is_dir():
                reports.append(loader(folder / part, actor=SYSTEM))
            progress(1)
        transaction.set_rollback(dry_run)
    if not dry_run:
        _remember(fingerprint(folder))
    return reports


def is_loaded(folder: Path) -> bool:
    """Whether this very content was loaded into this very database."""
    return _kept().get(_database()) == fingerprint(folder) and Unit.objects.exists()


def fingerprint(folder: Path) -> str:
    """One hash over the names and contents of all files."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _database() -> str:
    return ":".join(str(connection.settings_dict[name]) for name in ("ENGINE", "HOST", "PORT", "NAME"))


def _kept() -> dict[str, str]:
    file: Path = settings.VAR / "loaded.json"
    return json.loads(file.read_text()) if file.exists() else {}


def _remember(digest: str) -> None:
    fresh: Path = settings.VAR / f"loaded.{os.getpid()}"
    fresh.write_text(json.dumps({**_kept(), _database(): digest}))
    fresh.replace(settings.VAR / "loaded.json")
