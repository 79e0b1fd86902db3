"""Load the province's content about feedback; the same content twice changes nothing."""

from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.feedback.models import ContentVersion
from motcua.onestop.feedback.queries.read_content import ContentSource, read_content
from motcua.onestop.feedback.rights import LOAD

_PARTS = ("kinds", "terms", "guidance", "fields")


def load_feedback(folder: Path, *, actor: Actor = SYSTEM, dry_run: bool = False) -> LoadReport:
    """Store what the YAML files say as a new version, all or nothing. Raises `PackRefused` with file, line and reason, and `Forbidden`."""
    require(actor, LOAD)
    units = frozenset(Unit.objects.values_list("code", flat=True))
    return load_pack("feedback", read=lambda: read_content(folder, units), compare=_changes, write=_write, dry_run=dry_run)


def _changes(source: ContentSource) -> list[Change]:
    newest = ContentVersion.objects.order_by("-id").first()
    if newest is not None and newest.sha256 == source.sha256:
        return [Change("unchanged", "content about feedback")]
    stored = newest.content if newest else {}
    changes = []
    for part in _PARTS:
        before = {_key(entry): entry for entry in stored.get(part, [])}
        after = {_key(entry): entry for entry in source.record[part]}
        changes += [compare(f"{part} {key}", before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])]
    return [*changes, compare("receivers", stored.get("receivers"), source.record["receivers"])]


def _key(entry: dict[str, object]) -> str:
    return str(entry.get("key") or entry.get("from"))


def _write(source: ContentSource) -> None:
    ContentVersion.objects.create(sha256=source.sha256, content=source.record, loaded_at=clock.now())
