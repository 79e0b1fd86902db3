"""What has to be there before the first page: each step does nothing when it has been done."""

import hashlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from motcua.blocks.signing.api import ensure_authority
from motcua.channels.commands import content
from motcua.channels.ui.api import compile_messages


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is for, in a few words, and what does it."""

    what: str
    do: Callable[[], object]


def steps() -> list[Step]:
    """Everything, in order."""
    return [
        Step(_("Vietnamese words"), compile_messages),
        Step(_("Database"), migrate),
        Step(_("Style sheets and pictures"), collect_static),
        Step(_("Signing keys"), ensure_authority),
        Step(_("Units, people and procedures"), load_content),
    ]


def migrate() -> None:
    """Bring the database up to date."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Gather, compress and name the static files by their content, when any has changed."""
    files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            files.update(f"{name} {state.st_size} {state.st_mtime_ns}\0".encode())
    mark = settings.STATIC_ROOT / ".collected"
    if mark.exists() and mark.read_text() == files.hexdigest():
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(files.hexdigest())


def load_content() -> None:
    """Load the province, unless this very content is in this very database."""
    if not content.is_loaded(settings.PROVINCE):
        content.load(settings.PROVINCE)
