"""Load a pack: read all, validate all, show the difference, write in one transaction."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import transaction

from motcua.blocks.packs.rules.changes import Change, LoadReport

Content = TypeVar("Content")


def load_pack(
    name: str,
    *,
    read: Callable[[], Content],
    compare: Callable[[Content], Sequence[Change]],
    write: Callable[[Content], None],
    dry_run: bool,
) -> LoadReport:
    """Load one pack, all or nothing.

    `read` returns checked content or raises `PackError`/`PackRefused` before anything is touched; `compare` lists the
    changes against what is stored; `write` stores the content. Nothing is written in a dry run or when nothing differs,
    so that loading twice is the same as loading once. Authorisation is the caller's: a block knows no roles.
    """
    content = read()
    with transaction.atomic():
        changes = tuple(compare(content))
        report = LoadReport(name, changes, written=False)
        if dry_run or not report.differs:
            return report
        write(content)
    return LoadReport(name, changes, written=True)
