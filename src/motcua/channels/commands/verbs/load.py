"""`motcua load`: a province's content, all or nothing."""

from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.blocks.packs.api import LoadReport, PackRefused
from motcua.channels.commands.content import LOADERS, load
from motcua.channels.commands.output import DONE, REFUSED, say, say_json, warn


def run(given: Namespace) -> int:
    """Show what changes (or would); a broken file is refused with file, line and reason, and nothing is changed."""
    folder: Path = (given.folder or settings.PROVINCE).resolve()
    try:
        with tqdm(total=len(LOADERS), unit="", disable=given.json or None, leave=False) as bar:
            reports = load(folder, dry_run=given.dry_run, progress=bar.update)
    except PackRefused as refused:
        return _refused(given, refused)
    if given.json:
        say_json({"folder": str(folder), "dry_run": given.dry_run, "packs": [_plain(report) for report in reports]})
    else:
        for report in reports:
            _tell(report)
        if given.dry_run:
            say(_("Nothing was changed: this was a dry run."))
    return DONE


def _refused(given: Namespace, refused: PackRefused) -> int:
    if given.json:
        errors = [{"file": one.file, "line": one.line, "reason": one.reason} for one in refused.errors]
        say_json({"error": {"code": refused.code, "message": str(refused), "way_out": refused.way_out}, "mistakes": errors})
    else:
        for error in refused.errors:
            warn(f"{error.file}:{error.line}: {error.reason}")
        warn(_(refused.way_out))
    return REFUSED


def _tell(report: LoadReport) -> None:
    for change in report.changes:
        if change.kind != "unchanged":
            say(f"  {change}")
    counts = {kind: report.count(kind) for kind in ("added", "changed", "removed", "unchanged")}
    text = _("%(pack)s: %(added)s added, %(changed)s changed, %(removed)s removed, %(unchanged)s as before")
    say(text % {"pack": report.pack, **counts})


def _plain(report: LoadReport) -> dict[str, object]:
    changes = [
        {"kind": change.kind, "what": change.what, "before": change.before, "after": change.after}
        for change in report.changes
        if change.kind != "unchanged"
    ]
    return {"pack": report.pack, "unchanged": report.count("unchanged"), "changes": changes}
